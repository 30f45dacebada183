package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.FreePort;
import io.plimsoll.local.infra.Guard;
import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.OwnerOnly;
import io.plimsoll.local.infra.ServiceDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the caches with which the next start is quick: beside the running platform, in low
 * priority, one service after the other, each by a run of its own that touches nothing of the
 * platform's.
 */
final class Practice {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final List<String> LOW_PRIORITY = List.of("nice", "-n", "19");
  private static final List<String> ROUTES = List.of("/health", "/q/metrics", "/q/openapi");

  private final PlimsollHome home;
  private final ServiceSettings settings;
  private final StageLog stages;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private @Nullable Process running;
  private boolean stopped;

  Practice(PlimsollHome home, ServiceSettings settings, StageLog stages) {
    this.home = home;
    this.settings = settings;
    this.stages = stages;
  }

  /** Makes those caches that are not there; what goes wrong is noted and costs nothing else. */
  void run(List<AotCache> caches, InfraAddresses found) {
    List<AotCache> missing = caches.stream().filter(cache -> !cache.isThere()).toList();
    if (missing.isEmpty() || !AotCache.canBeMade()) {
      return;
    }
    try {
      ServiceDatabase databases = new ServiceDatabase(found);
      databases.dropDatabase(ServiceSettings.PRACTICE);
      databases.createDatabase(ServiceSettings.PRACTICE);
      for (AotCache cache : missing) {
        make(cache, databases, found);
      }
      databases.dropDatabase(ServiceSettings.PRACTICE);
    } catch (IOException | SQLException e) {
      stages.note("no cache for a quicker start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends what runs; nothing is started any more. */
  synchronized void stop() {
    stopped = true;
    Process process = running;
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void make(AotCache cache, ServiceDatabase databases, InfraAddresses found)
      throws IOException, SQLException, InterruptedException {
    Service service = cache.packaged().service();
    databases.createService(ServiceSettings.PRACTICE, service.text(), Passwords.of(home, service));
    cache.clean();
    record(cache, found);
    end(start(Guard.over(cache.making()), Map.of()), "the making of a cache");
    cache.finish();
    stages.note("%s starts quicker from now on".formatted(service.text()));
  }

  private void record(AotCache cache, InfraAddresses found)
      throws IOException, InterruptedException {
    Service service = cache.packaged().service();
    int port = FreePort.any();
    Process process = start(cache.recording(), settings.practising(service, port, found));
    awaitReady(process, port);
    for (String route : ROUTES) {
      ask(port, route);
    }
    process.getOutputStream().close();
    end(process, "a practice run");
  }

  private void awaitReady(Process process, int port) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ready(port)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("a practice run was not ready: see " + log());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
  }

  private boolean ready(int port) throws InterruptedException {
    try {
      return ask(port, "/q/health/ready") == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private int ask(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
            .timeout(Duration.ofMinutes(1))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private Process start(List<String> command, Map<String, String> environment) throws IOException {
    List<String> whole = new ArrayList<>(LOW_PRIORITY);
    whole.addAll(command);
    Path folder = OwnerOnly.folder(home.work().resolve(ServiceSettings.PRACTICE));
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    return hold(builder.start());
  }

  private synchronized Process hold(Process process) throws IOException {
    running = process;
    if (stopped) {
      stop();
      throw new IOException("the platform stops");
    }
    return process;
  }

  private void end(Process process, String what) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("%s ended with code %d: see %s".formatted(what, code, log()));
    }
  }

  private Path log() {
    return home.log("practice");
  }
}
