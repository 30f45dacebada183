package io.plimsoll.verification.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.infra.FreePort;
import io.plimsoll.local.process.OwnCode;
import io.plimsoll.local.process.Service;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged service as anybody may start it: {@code java -jar} and an environment. */
final class PackagedService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Service service;
  private final int port;
  private final Path log;
  private final Keys keys;
  private final Process process;

  private PackagedService(Service service, int port, Path log, Keys keys, Process process) {
    this.service = service;
    this.port = port;
    this.log = log;
    this.keys = keys;
    this.process = process;
  }

  /** An answer as it came. */
  record Answer(int status, String text) {
    JsonNode json() throws IOException {
      return JSON.readTree(text);
    }
  }

  /**
   * Starts a process of the service.
   *
   * @param settings its environment beside its port and keys
   */
  static PackagedService start(
      Service service, Path folder, Keys keys, Map<String, String> settings) throws IOException {
    int port = FreePort.any();
    Path log = folder.resolve(service.text() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    service.packaged(OwnCode.checkout()).resolve("quarkus-run.jar").toString()))
            .directory(Files.createDirectories(folder.resolve(service.text())).toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "PLIMSOLL_SECURITY_KEYS_FILE", keys.hashedFile().toString(),
                "PLIMSOLL_WORK_DIR", folder.resolve(service.text()).toString()));
    builder.environment().putAll(settings);
    return new PackagedService(service, port, log, keys, builder.start());
  }

  Service service() {
    return service;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything that it wrote. */
  String said() throws IOException {
    return Files.readString(log);
  }

  /** Reads as a viewer. */
  Answer get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
            .timeout(PATIENCE)
            .header("X-API-Key", keys.key(Role.VIEWER))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(service.text() + " outlived SIGKILL");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
