package io.quarkus.bootstrap.runner;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A service that is ready at once and does nothing. */
public final class QuarkusEntryPoint {
  private static final Path MARK = Path.of("dies-with-its-cache");

  private QuarkusEntryPoint() {}

  /** Has the service that runs in a folder end whenever its JVM was given a cache. */
  public static void diesWithItsCache(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve(MARK));
  }

  /** Answers 200 to everything on the port that the environment names. */
  public static void main(String... arguments) throws IOException {
    boolean cached =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    if (cached && Files.exists(MARK)) {
      System.exit(3);
    }
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
