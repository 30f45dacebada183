package io.plimsoll.local.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a command speaks to its user: progress bars on a terminal, plain lines elsewhere. When a
 * program reads the answer, the talk goes to standard error and the answer alone to standard
 * output.
 */
public final class Console {
  private static final int STEPS = 1000;

  private final PrintStream out;
  private final boolean terminal;

  private Console(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** The console of this process; {@code json} keeps standard output for the answer. */
  public static Console of(boolean json) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(real -> real.isTerminal()).isPresent()
            && System.getenv("CI") == null;
    return new Console(json ? System.err : System.out, terminal);
  }

  /** A console that writes plain lines to a stream. */
  public static Console plain(PrintStream out) {
    return new Console(out, false);
  }

  /** Writes a line. */
  public void line(String text) {
    out.println(text);
  }

  /** Writes an empty line. */
  public void gap() {
    out.println();
  }

  /** Says that something that took so long is done. */
  public void done(String what, Duration time) {
    line("  %-58s %6.1f s".formatted(what, time.toMillis() / 1000.0));
  }

  /** Runs a task that says how far it is, between 0 and 1. */
  public <T> T progress(String what, ProgressTask<T> task) throws Exception {
    if (!terminal) {
      return task.run(_ -> {});
    }
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("  " + what)
            .setInitialMax(STEPS)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .hideEta()
            .clearDisplayOnFinish()
            .build()) {
      return task.run(fraction -> bar.stepTo(Math.round(fraction * STEPS)));
    }
  }

  /** Runs a task and says how long it took. */
  public <T> T timed(String what, Callable<T> task) throws Exception {
    long start = System.nanoTime();
    T result = task.call();
    done(what, Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  /** A number for people: thousands apart, the given places, always with a point. */
  public static String number(double value, int places) {
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }

  /** A task that tells how far it is. */
  @FunctionalInterface
  public interface ProgressTask<T> {
    /** Runs the task. */
    T run(DoubleConsumer fraction) throws Exception;
  }
}
