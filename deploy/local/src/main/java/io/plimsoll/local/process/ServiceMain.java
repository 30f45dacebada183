package io.plimsoll.local.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs a packaged service inside a JVM that ends when its standard input closes, which it does when
 * its parent is gone, however it went. The service stops in its own orderly way, within limits.
 */
public final class ServiceMain {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private ServiceMain() {}

  /** Runs the service that is on the class path; the first argument names its main class. */
  public static void main(String... arguments) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("parent-watch").start(ServiceMain::endWithInput);
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // what comes in means nothing; its end does
      }
    } catch (IOException e) {
      // a broken pipe is an end too
    }
    Thread.ofPlatform().daemon().name("last-resort").start(ServiceMain::haltLater);
    System.exit(0);
  }

  private static void haltLater() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
