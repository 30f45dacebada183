package io.plimsoll.local.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server on loopback that keeps what it has confirmed (fsync, synchronous_commit and
 * full_page_writes on) and asks for passwords (scram-sha-256).
 *
 * <p>A {@link Guard} stops it when this process is gone.
 */
final class PostgresServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PASSWORD_BYTES = 32;

  /** Signal that stops a server in an orderly way without waiting for its clients. */
  private static final String FAST = "INT";

  /** Signal that stops a server at once; its next start replays the log. */
  private static final String IMMEDIATE = "QUIT";

  private final Process guard;
  private final int port;
  private final String password;

  private PostgresServer(Process guard, int port, String password) {
    this.guard = guard;
    this.port = port;
    this.password = password;
  }

  /** Starts a server on the data of a folder, which is made when it is not there. */
  static PostgresServer start(Path home, Path binaries, int port)
      throws IOException, InterruptedException {
    return start(home, binaries, Listening.onLoopback(port));
  }

  /** The same on other addresses than loopback, for a container. */
  static PostgresServer start(Path home, Path binaries, Listening listening)
      throws IOException, InterruptedException {
    OwnerOnly.folder(home);
    Path data = home.resolve("data");
    Path passwordFile = home.resolve("password");
    RunAs identity = RunAs.detect(home);
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      OwnerOnly.write(passwordFile, randomPassword());
      initialise(home, binaries, identity);
      if (!listening.isLoopback()) {
        letOthersLogIn(home.resolve("data"));
      }
    }
    identity.own(home);
    String password = Files.readString(passwordFile).strip();
    Process guard = launch(home, binaries, identity, listening);
    PostgresServer server = new PostgresServer(guard, listening.port(), password);
    try {
      server.awaitReady(home.resolve("server.log"));
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  int port() {
    return port;
  }

  String password() {
    return password;
  }

  boolean isAlive() {
    return guard.isAlive();
  }

  /** Stops the server without waiting for its clients; nothing that it confirmed is lost. */
  @Override
  public void close() {
    stop(FAST);
  }

  /** Stops a server whose data nobody needs. */
  void abandon() {
    stop(IMMEDIATE);
  }

  private void stop(String signal) {
    try (var out = guard.outputWriter()) {
      out.write(signal + "\n");
    } catch (IOException e) {
      // The guard is gone already, and the server with it.
    }
    try {
      if (!guard.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        guard.descendants().forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void initialise(Path home, Path binaries, RunAs identity)
      throws IOException, InterruptedException {
    Path data = home.resolve("data");
    PostgresBinaries.deleteTree(data);
    OwnerOnly.folder(data);
    identity.own(home);
    List<String> initdb =
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + InfraAddresses.SUPERUSER,
            "--pwfile=" + home.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--no-sync");
    Path log = home.resolve("initdb.log");
    Process process =
        new ProcessBuilder(identity.command(initdb))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("initdb failed:\n" + Files.readString(log));
    }
    // initdb was told not to flush file by file; one flush of everything is much faster.
    new ProcessBuilder("sync").inheritIO().start().waitFor();
  }

  /** Clients of other hosts log in like those of this one: by password. */
  private static void letOthersLogIn(Path data) throws IOException {
    Files.writeString(
        data.resolve("pg_hba.conf"), "host all all all scram-sha-256\n", StandardOpenOption.APPEND);
  }

  private static Process launch(Path home, Path binaries, RunAs identity, Listening listening)
      throws IOException {
    List<String> postgres = new ArrayList<>();
    postgres.add(binaries.resolve("bin/postgres").toString());
    postgres.addAll(
        List.of("-D", home.resolve("data").toString(), "-p", Integer.toString(listening.port())));
    for (String setting :
        List.of(
            "listen_addresses=" + listening.bind(),
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "password_encryption=scram-sha-256",
            "max_connections=200",
            "shared_buffers=512MB",
            "max_wal_size=4GB",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC")) {
      postgres.addAll(List.of("-c", setting));
    }
    ProcessBuilder builder =
        new ProcessBuilder(Guard.over(identity.command(postgres)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("server.log").toFile()));
    return builder.start();
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    long end = System.nanoTime() + PATIENCE.toNanos();
    SQLException last = new SQLException("never asked");
    while (System.nanoTime() < end) {
      if (!guard.isAlive()) {
        throw new IOException("PostgreSQL ended while starting:\n" + tail(log));
      }
      try (Connection connection =
          DriverManager.getConnection(url, InfraAddresses.SUPERUSER, password)) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        last = e;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IOException(
        "PostgreSQL did not answer within %s:%n%s".formatted(PATIENCE, tail(log)), last);
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
