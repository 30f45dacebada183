package io.plimsoll.verification.endtoend;

import io.plimsoll.local.infra.FreePort;
import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.InfraOptions;
import io.plimsoll.local.infra.InfraOptions.Life;
import io.plimsoll.local.infra.InfraOptions.Server;
import io.plimsoll.local.infra.InfraProcess;
import io.plimsoll.local.infra.ServiceDatabase;
import io.plimsoll.local.process.OwnCode;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server of a test's own, whose port is known before it is there. */
final class OwnPostgres implements AutoCloseable {
  private static final String DATABASE = "plimsoll";

  private final Path folder;
  private final int port = FreePort.any();
  private final InfraOptions options;
  private Optional<Process> process = Optional.empty();

  OwnPostgres(Path folder) {
    this.folder = folder;
    this.options =
        new InfraOptions(
            folder.resolve("postgres"),
            folder.resolve("postgres.ready"),
            new Server(true, port),
            new Server(false, 0),
            new Life(true, OptionalLong.empty(), true));
  }

  /** How a service finds it. */
  Map<String, String> settings(Service service, String password) {
    InfraAddresses address = new InfraAddresses(0, port, "", 0);
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL", address.reactiveUrl(DATABASE),
        "QUARKUS_DATASOURCE_JDBC_URL", address.jdbcUrl(DATABASE),
        "QUARKUS_DATASOURCE_USERNAME", service.text(),
        "QUARKUS_DATASOURCE_PASSWORD", password);
  }

  /** Starts it with a role and an empty schema for each service. */
  void start(String password) throws IOException, InterruptedException, SQLException {
    Path log = folder.resolve("postgres.log");
    Process started = InfraProcess.start(OwnCode.classPath(), log, options);
    process = Optional.of(started);
    InfraProcess.awaitReady(started, options.ready(), log);
    roles().createDatabase(DATABASE);
    setPasswords(password);
  }

  /** Gives every service's role a password. */
  void setPasswords(String password) throws IOException, SQLException {
    for (Service service : Service.values()) {
      roles().createService(DATABASE, service.text(), password);
    }
  }

  private ServiceDatabase roles() throws IOException {
    return new ServiceDatabase(InfraAddresses.read(options.ready()));
  }

  @Override
  public void close() throws IOException {
    if (process.isEmpty()) {
      return;
    }
    Process running = process.get();
    running.getOutputStream().close();
    try {
      if (!running.waitFor(1, TimeUnit.MINUTES)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
