package io.plimsoll.platform.work;

import io.plimsoll.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PgBouncer in transaction mode before a test database, where it is installed. */
public final class PgBouncer implements AutoCloseable {
  /** Fewer than the clients of one service open, so that they do share. */
  public static final int SERVER_CONNECTIONS = 6;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether the tests of the pooler mode can run; says so when they cannot. */
  public static boolean isInstalled() {
    Optional<Path> binary = binary();
    if (binary.isEmpty()) {
      System.out.println(
          "PgBouncer is not installed, so its tests are skipped. Maybe: apt-get install pgbouncer");
    }
    return binary.isPresent();
  }

  private static Optional<Path> binary() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it on a free port of the loopback address. */
  public static PgBouncer start(TestDatabase database) throws IOException, InterruptedException {
    Path binary = binary().orElseThrow();
    Path folder =
        Files.createTempDirectory(
            "pgbouncer-test",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    int port = freePort();
    URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    Files.writeString(
        folder.resolve("users"), "\"%s\" \"%s\"\n".formatted(database.user(), database.password()));
    Files.writeString(
        folder.resolve("ini"),
        """
        [databases]
        %s = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = %d
        max_client_conn = 200
        """
            .formatted(
                server.getPath().substring(1),
                server.getPort(),
                port,
                folder.resolve("users"),
                SERVER_CONNECTIONS));
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    if (Files.getAttribute(folder, "unix:uid").equals(0)) {
      // It refuses to run as root.
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(folder.resolve("ini").toString());
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    PgBouncer started = new PgBouncer(process, port);
    started.awaitListening(log);
    return started;
  }

  /** Where clients connect instead of to the server. */
  public int port() {
    return port;
  }

  private void awaitListening(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IOException(
            "PgBouncer did not start:\n" + Files.readString(log, StandardCharsets.UTF_8));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
