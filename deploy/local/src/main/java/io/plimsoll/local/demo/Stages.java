package io.plimsoll.local.demo;

import io.plimsoll.local.console.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What was done and how long it took, shown as it happens and kept for the end. */
final class Stages {
  /** One finished stage. */
  record Stage(String name, Duration time) {}

  private final Console console;
  private final List<Stage> finished = new ArrayList<>();

  Stages(Console console) {
    this.console = console;
  }

  <T> T run(String name, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    T result = work.call();
    add(name, Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  private void add(String name, Duration time) {
    finished.add(new Stage(name, time));
    console.done(name, time);
  }

  List<Stage> finished() {
    return List.copyOf(finished);
  }

  Duration total() {
    return finished.stream().map(Stage::time).reduce(Duration.ZERO, Duration::plus);
  }
}
