package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process that holds all others. It ends with its standard input, unless it was told to {@value
 * #DETACH}: from then on it ends by SIGTERM.
 */
public final class SupervisorMain {
  /** What a launcher writes when the platform is to live on without it. */
  static final String DETACH = "detach";

  private SupervisorMain() {}

  /** Starts and holds everything; exit code 1 when something did not start. */
  public static void main(String... arguments) throws IOException {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      given.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    PlimsollHome home = new PlimsollHome(Path.of(given.getOrDefault("home", ""))).prepare();
    try (FileChannel channel =
            FileChannel.open(
                home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        fail(home, "another Plimsoll runs on " + home.root());
      } else {
        run(new Installation(home, Path.of(given.getOrDefault("checkout", "")), ports(given)));
      }
    }
    Runtime.getRuntime().halt(1);
  }

  private static void run(Installation installation) throws IOException {
    Supervisor supervisor = new Supervisor(installation);
    AtomicBoolean failed = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  supervisor.stop();
                  Runtime.getRuntime().halt(failed.get() ? 1 : 0);
                },
                "stop"));
    Thread.ofPlatform().daemon().name("launcher-watch").start(() -> endWithInput(supervisor));
    try {
      supervisor.start();
      supervisor.keep();
    } catch (IOException | SQLException | RuntimeException e) {
      e.printStackTrace();
      failed.set(true);
      fail(installation.home(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(failed.get() ? 1 : 0);
  }

  private static void fail(PlimsollHome home, String reason) throws IOException {
    OwnerOnly.write(failure(home), reason);
  }

  /** The file in which a supervisor says why it gave up. */
  static Path failure(PlimsollHome home) {
    return home.run().resolve("failure");
  }

  private static void endWithInput(Supervisor supervisor) {
    StringBuilder said = new StringBuilder();
    try {
      for (int next = System.in.read(); next >= 0; next = System.in.read()) {
        said.append((char) next);
      }
    } catch (IOException e) {
      said.append(e.getMessage());
    }
    if (!said.toString().strip().equals(DETACH)) {
      System.exit(0);
    }
    supervisor.practise();
  }

  private static Ports ports(Map<String, String> given) {
    return new Ports(
        port(given, "training"),
        port(given, "simulation"),
        port(given, "batch"),
        port(given, "postgres"),
        port(given, "kafka"));
  }

  private static int port(Map<String, String> given, String name) {
    return Integer.parseInt(given.getOrDefault(name + "-port", "0"));
  }
}
