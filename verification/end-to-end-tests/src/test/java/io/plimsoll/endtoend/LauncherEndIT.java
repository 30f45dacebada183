package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A launcher that goes while it holds the platform takes everything with it. */
class LauncherEndIT {
  private static final long PATIENCE_SECONDS = 180;

  @ParameterizedTest
  @CsvSource({"KILL, launcher only", "INT, Ctrl-C: the terminal's whole process group"})
  void leavesNoOrphan(String signal, String to, @TempDir Path folder) throws Exception {
    Launcher launcher = new Launcher(folder.resolve("home"));
    Process demo = launcher.inOwnGroup("demo");
    List<ProcessHandle> all = awaitReady(launcher, demo);
    String target = (signal.equals("INT") ? "-" : "") + demo.pid();

    int sent =
        new ProcessBuilder("kill", "-" + signal, "--", target).start().onExit().join().exitValue();

    assertThat(sent).as("signal to the %s", to).isZero();
    assertThat(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    await("everything to end", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(all).hasSizeGreaterThanOrEqualTo(7);
    assertThat(launcher.run("status").code()).isEqualTo(3);
  }

  private static List<ProcessHandle> awaitReady(Launcher launcher, Process demo) throws Exception {
    Path state = launcher.home().resolve("run/state.json");
    await(
        "all services to be ready",
        () -> {
          assertThat(demo.isAlive()).as("the launcher").isTrue();
          return Files.exists(state) && Files.readString(state).contains("\"ready\":true");
        });
    return Processes.under(launcher.home());
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      assertThat(System.nanoTime())
          .as("waited %d s for %s", PATIENCE_SECONDS, what)
          .isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
