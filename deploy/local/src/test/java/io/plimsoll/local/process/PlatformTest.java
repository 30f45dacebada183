package io.plimsoll.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.local.home.PlimsollHome;
import io.quarkus.bootstrap.runner.QuarkusEntryPoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real PostgreSQL, real Kafka, real processes; only the services are stubs. */
class PlatformTest {
  private static final Ports ANY = new Ports(0, 0, 0, 0, 0);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");

  @Test
  void leavesNoProcessBehindWhenItsSupervisorIsKilled() throws Exception {
    Platform platform = start(_ -> {});
    platform.detach();
    platform.close();
    RunState state = platform.state();
    List<ProcessHandle> all = processes(state);

    kill(state.supervisor());

    await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(all).hasSizeGreaterThanOrEqualTo(6).noneMatch(ProcessHandle::isAlive);
    assertThat(RunState.find(home())).isEmpty();
  }

  @Test
  void startsAgainWhatIsKilledWhereItWasAndStopsAll() throws Exception {
    List<String> stages = new ArrayList<>();
    Platform platform = start(stages::add);
    RunState first = platform.state();
    List<ProcessHandle> servers = withDescendants(first.infra().pid());

    kill(pid(first, Service.SIMULATION));
    await(() -> pid(state(platform), Service.SIMULATION) != pid(first, Service.SIMULATION));
    RunState second = platform.state();
    kill(first.infra().pid());
    await(() -> state(platform).infra().pid() != first.infra().pid());
    await(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    RunState third = platform.state();
    List<ProcessHandle> all = processes(third);
    boolean stopped = Platform.stop(home());
    await(() -> all.stream().noneMatch(ProcessHandle::isAlive));

    assertThat(stages).hasSize(3).last().asString().contains("are ready");
    assertThat(second.url(Service.SIMULATION)).isEqualTo(first.url(Service.SIMULATION));
    assertThat(pid(second, Service.TRAINING)).isEqualTo(pid(first, Service.TRAINING));
    assertThat(servers).hasSizeGreaterThanOrEqualTo(3);
    assertThat(third.infra().kafkaBootstrap()).isEqualTo(first.infra().kafkaBootstrap());
    assertThat(third.infra().postgresPort()).isEqualTo(first.infra().postgresPort());
    assertThat(third.services()).isEqualTo(second.services());
    assertThat(stopped).isTrue();
    assertThat(Platform.stop(home())).isFalse();
  }

  @Test
  void startsWithCachesThatNoJvmCanUse() throws Exception {
    Path training = spoiled(Service.TRAINING);
    Path simulation = spoiled(Service.SIMULATION);
    QuarkusEntryPoint.diesWithItsCache(home().work().resolve("simulation"));

    Platform platform = start(_ -> {});
    RunState state = platform.state();
    boolean stopped = Platform.stop(home());

    assertThat(state.ready()).isTrue();
    assertThat(training).as("the JVM went on without it").exists();
    assertThat(simulation).as("the service did not start with it").doesNotExist();
    assertThat(Files.readString(home().log("supervisor")))
        .containsOnlyOnce("once more without its cache")
        .contains("simulation ended while it started; once more without its cache");
    assertThat(stopped).isTrue();
  }

  private Path spoiled(Service service) throws IOException {
    Path checkout = StubServices.in(folder.resolve("checkout"));
    AotCache cache = AotCache.of(PackagedService.of(service, checkout), home());
    Files.createDirectories(cache.file().resolveSibling(""));
    return Files.writeString(cache.file(), "no cache");
  }

  @Test
  void namesAPortThatIsTakenAndByWhom() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports(0, taken.getLocalPort(), 0, 0, 0);

      assertThatThrownBy(() -> Platform.start(new Installation(home(), folder, ports), _ -> {}))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--simulation-port=N")
          .hasMessageContaining("PLIMSOLL_SIMULATION_PORT=N");
    }
  }

  @Test
  void saysWhichServiceIsNotBuilt() {
    Installation empty = new Installation(home(), folder.resolve("nothing"), ANY);

    assertThatThrownBy(() -> Platform.start(empty, _ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quarkus-run.jar: not there")
        .hasMessageContaining("./mvnw -Dquick package");
  }

  private Platform start(java.util.function.Consumer<String> stage)
      throws IOException, InterruptedException {
    Path checkout = StubServices.in(folder.resolve("checkout"));
    return Platform.start(new Installation(home(), checkout, ANY), stage);
  }

  private PlimsollHome home() {
    return new PlimsollHome(folder.resolve("home"));
  }

  private static RunState state(Platform platform) {
    try {
      return platform.state();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long pid(RunState state, Service service) {
    return Stream.of(state.services().get(service.text()))
        .mapToLong(RunState.ServiceState::pid)
        .sum();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static List<ProcessHandle> processes(RunState state) {
    return withDescendants(state.supervisor());
  }

  private static List<ProcessHandle> withDescendants(long pid) {
    ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants()).toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for %s", PATIENCE).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
