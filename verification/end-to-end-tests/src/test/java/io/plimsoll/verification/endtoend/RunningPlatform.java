package io.plimsoll.verification.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.contracts.Topic;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.RefusedException;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.process.Installation;
import io.plimsoll.local.process.Platform;
import io.plimsoll.local.process.Ports;
import io.plimsoll.local.process.RunState;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * PostgreSQL, Kafka and the three packaged services, started as {@code ./plimsoll up} starts them,
 * in a fresh home on free ports.
 */
final class RunningPlatform implements AutoCloseable {
  private static final Ports ANY = new Ports(0, 0, 0, 0, 0);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PlimsollHome home;
  private final Platform platform;
  private final Keys keys;
  private final Path files;

  private RunningPlatform(PlimsollHome home, Platform platform, Keys keys, Path files) {
    this.home = home;
    this.platform = platform;
    this.keys = keys;
    this.files = files;
  }

  static RunningPlatform start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plimsoll-end-to-end");
    PlimsollHome home = new PlimsollHome(folder.resolve("home"));
    Platform platform = Platform.start(Installation.of(home, ANY), System.out::println);
    Path files = Files.createDirectory(folder.resolve("files"));
    return new RunningPlatform(home, platform, Keys.open(home), files);
  }

  /** A folder for files to import. */
  Path files() {
    return files;
  }

  RunState state() throws IOException {
    return platform.state();
  }

  Database database() throws IOException {
    return new Database(InfraAddresses.read(home.run().resolve("infra.ready")));
  }

  /** Takes everything from a service that it keeps in the database. */
  void emptySchema(Service service) throws IOException, SQLException {
    Path password = home.keys().resolve(service.text() + ".database");
    database().emptySchema(service.text(), Files.readString(password).strip());
  }

  JsonNode get(Service service, String path) throws IOException, InterruptedException {
    return client(service, Role.VIEWER).get(path);
  }

  JsonNode post(Service service, String path, String body)
      throws IOException, InterruptedException {
    return client(service, Role.OPERATOR).post(path, JSON.readTree(body));
  }

  JsonNode administer(Service service, String path) throws IOException, InterruptedException {
    return client(service, Role.ADMIN).post(path, JSON.createObjectNode());
  }

  ApiClient client(Service service, Role role) throws IOException {
    return ApiClient.of(state(), service, keys, role);
  }

  /** The status of an answer to a viewer; 0 where there is none. */
  int status(Service service, String path) throws InterruptedException {
    try {
      client(service, Role.VIEWER).get(path);
      return 200;
    } catch (RefusedException e) {
      return e.status();
    } catch (IOException _) {
      return 0;
    }
  }

  /** The process that a service is now. */
  ProcessHandle process(Service service) throws IOException {
    return ProcessHandle.of(pid(state(), service)).orElseThrow();
  }

  /** What a process of the platform writes. */
  Path log(String process) {
    return home.log(process);
  }

  /** Everything that is in a topic now. */
  List<Message> messages(Topic topic) throws IOException {
    return TopicReader.read(state().infra().kafkaBootstrap(), topic);
  }

  /** Sends SIGKILL to a service and returns once another process of it is ready. */
  void kill(Service service) throws IOException, InterruptedException {
    end(service, ProcessHandle::destroyForcibly);
  }

  /** Sends SIGTERM to a service and returns once another process of it is ready. */
  void restart(Service service) throws IOException, InterruptedException {
    end(service, ProcessHandle::destroy);
  }

  private void end(Service service, Consumer<ProcessHandle> ending)
      throws IOException, InterruptedException {
    long ended = pid(state(), service);
    ProcessHandle.of(ended).ifPresent(ending);
    awaitRestarted(service, ended);
  }

  /** Returns once a process of the service other than the ended one is ready. */
  void awaitRestarted(Service service, long ended) throws InterruptedException {
    Eventually.see(
        service.text() + " started again", this::state, state -> pid(state, service) != ended);
    awaitReady(service);
  }

  /** Sends SIGKILL to PostgreSQL and Kafka, and returns once all services are ready again. */
  void killServers() throws IOException, InterruptedException {
    ProcessHandle killed = ProcessHandle.of(state().infra().pid()).orElseThrow();
    Stream.concat(killed.descendants().toList().stream(), Stream.of(killed))
        .forEach(ProcessHandle::destroyForcibly);
    Eventually.see(
        "servers started again", this::state, state -> state.infra().pid() != killed.pid());
    for (Service service : Service.values()) {
      awaitReady(service);
    }
  }

  void awaitReady(Service service) throws InterruptedException {
    Eventually.see(
        service.text() + " ready",
        () -> get(service, "/q/health/ready"),
        health -> health.path("status").asText().equals("UP"));
  }

  private static long pid(RunState state, Service service) {
    return Objects.requireNonNull(state.services().get(service.text())).pid();
  }

  /** Stops all; a process that outlives its platform is a failure. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all =
        ProcessHandle.of(state().supervisor()).stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
            .toList();
    platform.close();
    List<ProcessHandle> orphans = all.stream().filter(ProcessHandle::isAlive).toList();
    orphans.forEach(ProcessHandle::destroyForcibly);
    if (!orphans.isEmpty()) {
      throw new AssertionError("processes that outlived the platform: " + orphans);
    }
    delete(Objects.requireNonNull(home.root().getParent()));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
