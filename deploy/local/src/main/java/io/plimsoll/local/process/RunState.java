package io.plimsoll.local.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * What the supervisor says about the processes it holds.
 *
 * @param supervisor the process that holds all others
 * @param startedAt when it started, in milliseconds since 1970, which tells recycled ids apart
 * @param ready whether every service is ready
 * @param services address and process of each service, by name
 * @param infra PostgreSQL and Kafka
 */
public record RunState(
    long supervisor,
    long startedAt,
    boolean ready,
    Map<String, ServiceState> services,
    InfraState infra) {

  /** Address and process of a service. */
  public record ServiceState(String url, long pid) {}

  /** Addresses and process of PostgreSQL and Kafka. */
  public record InfraState(long pid, int postgresPort, String kafkaBootstrap) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  public RunState {
    services = Map.copyOf(services);
  }

  /** The address of a service. */
  public String url(Service service) {
    ServiceState state = services.get(service.text());
    if (state == null) {
      throw new IllegalStateException(service.text() + ": not in the supervisor's state");
    }
    return state.url();
  }

  /** Reads the state of a home; empty when nothing runs there. */
  public static Optional<RunState> find(PlimsollHome home) throws IOException {
    Path file = file(home);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    RunState state = JSON.readValue(Files.readString(file), RunState.class);
    return state.supervisorHandle().map(_ -> state);
  }

  /** The supervisor, when it is still there. */
  public Optional<ProcessHandle> supervisorHandle() {
    return ProcessHandle.of(supervisor).filter(handle -> startedAt(handle) == startedAt);
  }

  static long startedAt(ProcessHandle handle) {
    return handle.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
  }

  void write(PlimsollHome home) throws IOException {
    Path unfinished = home.run().resolve("state.new");
    OwnerOnly.write(unfinished, JSON.writeValueAsString(this));
    Files.move(unfinished, file(home), StandardCopyOption.ATOMIC_MOVE);
  }

  static void delete(PlimsollHome home) throws IOException {
    Files.deleteIfExists(file(home));
  }

  private static Path file(PlimsollHome home) {
    return home.run().resolve("state.json");
  }
}
