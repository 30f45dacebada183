package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a child process of the supervisor. */
final class ServiceProcess {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(45);
  private static final long LOG_LIMIT = 20L << 20;

  private final Service service;
  private final int port;
  private final Process process;

  private ServiceProcess(Service service, int port, Process process) {
    this.service = service;
    this.port = port;
    this.process = process;
  }

  static ServiceProcess start(
      AotCache cache, int port, PlimsollHome home, Map<String, String> settings)
      throws IOException {
    Service service = cache.packaged().service();
    Path folder = Files.createDirectories(home.work().resolve(service.text()));
    ProcessBuilder builder =
        new ProcessBuilder(cache.running())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home, service).toFile()));
    builder.environment().putAll(settings);
    return new ServiceProcess(service, port, builder.start());
  }

  Service service() {
    return service;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended; 128 and the signal's number where a signal ended it. */
  int exitCode() {
    return process.exitValue();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Asks the service once whether it is ready. */
  boolean isReady(HttpClient http) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
            .timeout(Duration.ofSeconds(3))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks the service to stop: its input closes, it finishes what it holds. */
  void askToStop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
  }

  void awaitStopped() {
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Path log(PlimsollHome home, Service service) throws IOException {
    Path log = home.log(service.text());
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(log, home.log(service.text() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }
}
