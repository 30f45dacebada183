package io.plimsoll.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.local.process.Service;
import io.plimsoll.verification.endtoend.Database.Hold;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of a service on its way out, with work in hand that does not end by itself. */
final class Stopping implements AutoCloseable {
  /** What Kubernetes grants. */
  private static final long GRACE_SECONDS = 60;

  private final RunningPlatform platform;
  private final Service service;
  private final ProcessHandle process;
  private final List<ProcessHandle> stopped = new ArrayList<>();
  private final List<ProcessHandle> children = new ArrayList<>();
  private Optional<Hold> hold = Optional.empty();
  private List<String> owners = List.of();
  private List<String> items = List.of();
  private long logged;
  private int supervised;
  private long asked;

  /** What its probes and its API answer at one time. */
  record Sight(int ready, int live, int answered) {}

  private Stopping(RunningPlatform platform, Service service, ProcessHandle process) {
    this.platform = platform;
    this.service = service;
    this.process = process;
  }

  static Stopping of(RunningPlatform platform, Service service) throws IOException {
    return new Stopping(platform, service, platform.process(service));
  }

  long pid() {
    return process.pid();
  }

  /**
   * Keeps what the service works on from being finished: its workers stand still, or the table in
   * which it would store its results takes nothing.
   */
  void holdWorkInHand() throws IOException, SQLException {
    switch (service) {
      case TRAINING -> stopWorkers();
      case SIMULATION -> hold = Optional.of(platform.database().hold("simulation.trades"));
      case BATCH -> hold = Optional.of(platform.database().hold("batch.bar_chunk"));
    }
  }

  private void stopWorkers() throws IOException {
    for (ProcessHandle worker : process.children().toList()) {
      signal("STOP", worker);
      stopped.add(worker);
    }
    assertThat(stopped).as("workers of training-service").isNotEmpty();
  }

  void awaitItemsInHand() throws IOException, InterruptedException {
    String running = "select id from %s.work_running order by id".formatted(service.text());
    items = Eventually.see("items in hand", () -> query(running), found -> !found.isEmpty());
    owners = query("select distinct lease_owner from %s.work_running".formatted(service.text()));
    assertThat(owners).hasSize(1);
    process.descendants().forEach(children::add);
  }

  private List<String> query(String query) throws IOException {
    try {
      return platform.database().texts(query);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  void sendSigterm() throws IOException {
    logged = Files.size(platform.log(service.text()));
    supervised = Files.readString(platform.log("supervisor")).length();
    asked = System.nanoTime();
    assertThat(process.destroy()).isTrue();
  }

  /** Looks at it until it takes no more work in; then what was held goes on. */
  List<Sight> watchUntilIntakeEnds() throws Exception {
    List<Sight> seen = new ArrayList<>();
    while (process.isAlive() && !said().contains("stopping: no more work is taken in")) {
      Sight sight = look();
      if (process.isAlive() && !said().contains("stopping: no more work is taken in")) {
        seen.add(sight);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    letGo();
    return seen;
  }

  private Sight look() throws InterruptedException {
    String path =
        switch (service) {
          case TRAINING -> "/symbols";
          case SIMULATION -> "/api/config";
          case BATCH -> "/api/v1/market-data/symbols";
        };
    return new Sight(
        platform.status(service, "/q/health/ready"),
        platform.status(service, "/q/health/live"),
        platform.status(service, path));
  }

  void awaitEnd() throws InterruptedException {
    Eventually.see(service.text() + " ended", process::isAlive, alive -> !alive);
    double seconds = (System.nanoTime() - asked) / 1e9;
    System.out.printf("%s ended %.1f s after SIGTERM%n", service.text(), seconds);
    assertThat(seconds).isLessThan(GRACE_SECONDS);
  }

  /** What it has written since it was asked to stop. */
  String said() throws IOException {
    byte[] all = Files.readAllBytes(platform.log(service.text()));
    return new String(all, (int) logged, all.length - (int) logged, StandardCharsets.UTF_8);
  }

  /** As its supervisor saw it. */
  int exitCode() throws InterruptedException {
    Pattern ended = Pattern.compile(service.text() + " ended with exit code (\\d+)");
    Path log = platform.log("supervisor");
    String code =
        Eventually.see(
            "exit code of " + service.text(),
            () -> last(ended.matcher(Files.readString(log).substring(supervised))),
            found -> !found.isEmpty());
    return Integer.parseInt(code);
  }

  private static String last(Matcher matcher) {
    return matcher.results().map(found -> found.group(1)).reduce("", (_, next) -> next);
  }

  long leasesLeft() throws IOException, SQLException {
    return platform
        .database()
        .count(
            "select count(*) from %s.work_running where lease_owner = '%s'"
                .formatted(service.text(), owners.getFirst()));
  }

  /** Processes of it that are still there. */
  List<ProcessHandle> orphans() {
    return children.stream().filter(ProcessHandle::isAlive).toList();
  }

  /** Nothing was lost to the end of a lease: that would have counted as an attempt. */
  void requireItemsFinishedAtTheirFirstAttempt() throws Exception {
    String done =
        "select id || ' ' || status || ' ' || attempt from %s.work_done where id in (%s) order by id"
            .formatted(service.text(), String.join(",", items));
    List<String> wanted = items.stream().map(id -> id + " done 1").toList();
    Eventually.see("items in hand finished", () -> query(done), wanted::equals);
  }

  private void letGo() throws SQLException {
    if (hold.isPresent()) {
      hold.get().close();
      hold = Optional.empty();
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    letGo();
    for (ProcessHandle worker : stopped) {
      if (worker.isAlive()) {
        signal("CONT", worker);
      }
    }
  }

  private static void signal(String name, ProcessHandle to) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().onExit().join();
  }
}
