package io.plimsoll.benchmarks.queue;

import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.InfraOptions;
import io.plimsoll.local.infra.InfraProcess;
import io.plimsoll.local.infra.ServiceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A PostgreSQL of its own from the bundled binaries, with the settings of production. */
final class BenchServer implements AutoCloseable {
  static final String SERVICE = "training";
  static final String PASSWORD = "benchmark";
  private static final String DATABASE = "bench";

  private final Process process;
  private final InfraAddresses addresses;

  private BenchServer(Process process, InfraAddresses addresses) {
    this.process = process;
    this.addresses = addresses;
  }

  static BenchServer start(Path checkout) throws IOException, InterruptedException, SQLException {
    Path home = Files.createTempDirectory("plimsoll-bench");
    Path log = home.resolve("log");
    Path local = checkout.resolve("deploy/local/target");
    InfraOptions options =
        new InfraOptions(
            home.resolve("data"),
            home.resolve("ready"),
            new InfraOptions.Server(true, 0),
            new InfraOptions.Server(false, 0),
            new InfraOptions.Life(false, OptionalLong.of(ProcessHandle.current().pid()), true));
    Process process =
        InfraProcess.start(
            List.of(local.resolve("classes"), local.resolve("lib").resolve("*")), log, options);
    BenchServer server =
        new BenchServer(process, InfraProcess.awaitReady(process, options.ready(), log));
    ServiceDatabase databases = new ServiceDatabase(server.addresses);
    databases.createDatabase(DATABASE);
    databases.createService(DATABASE, SERVICE, PASSWORD);
    return server;
  }

  String jdbcUrl() {
    return addresses.jdbcUrl(DATABASE);
  }

  String reactiveUrl() {
    return addresses.reactiveUrl(DATABASE).replace("vertx-reactive:", "");
  }

  /** The settings that decide what a commit means. */
  Map<String, String> settings() throws SQLException {
    Map<String, String> found = new TreeMap<>();
    for (String name :
        List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "shared_buffers",
            "max_wal_size")) {
      found.put(name, text("SHOW " + name));
    }
    return found;
  }

  /** Runs a statement. */
  void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** One number. */
  long number(String sql) throws SQLException {
    return Long.parseLong(text(sql), 10);
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), SERVICE, PASSWORD);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
