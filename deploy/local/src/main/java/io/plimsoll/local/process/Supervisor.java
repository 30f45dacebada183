package io.plimsoll.local.process;

import io.plimsoll.contracts.Topics;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.FreePort;
import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.InfraOptions;
import io.plimsoll.local.infra.InfraProcess;
import io.plimsoll.local.infra.ServiceDatabase;
import io.plimsoll.local.infra.TopicSetup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds PostgreSQL, Kafka and the three services as children: starts them, starts again what dies,
 * stops them in order. Each child ends when its standard input closes, so that none outlives a
 * supervisor that was killed.
 */
final class Supervisor {
  private static final Duration READY_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

  private final PlimsollHome home;
  private final Path checkout;
  private final Ports ports;
  private final StageLog stages;
  private final ServiceSettings settings;
  private final Practice practice;
  private final Map<Service, AotCache> caches = new EnumMap<>(Service.class);
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private @Nullable Process infra;
  private @Nullable InfraAddresses addresses;
  private boolean stopping;

  Supervisor(Installation installation) throws IOException {
    this.home = installation.home();
    this.checkout = installation.checkout();
    this.ports = fixed(installation.ports());
    this.stages = new StageLog(home);
    this.settings = new ServiceSettings(home, ports, Keys.open(home));
    this.practice = new Practice(home, settings, stages);
  }

  /** Starts everything and returns once every service is ready. */
  void start() throws IOException, InterruptedException, SQLException {
    for (Service service : Service.values()) {
      caches.put(service, AotCache.of(PackagedService.of(service, checkout), home));
    }
    InfraAddresses found = startInfra();
    stages.done("PostgreSQL and Kafka answer");
    prepareDatabase(found);
    new TopicSetup(found.kafkaBootstrap(), "", 1).apply(Topics.all());
    stages.done("schemas, roles and topics are there");
    for (Service service : Service.values()) {
      startService(service, found);
    }
    writeState(false);
    awaitReady(found);
    writeState(true);
    stages.done("training, simulation and batch are ready");
  }

  /** Starts again what dies, until {@link #stop()}. */
  void keep() throws IOException, InterruptedException, SQLException {
    while (keepOnce()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
  }

  private synchronized boolean keepOnce() throws IOException, InterruptedException, SQLException {
    if (stopping) {
      return false;
    }
    InfraAddresses running = addresses;
    if (infra == null || running == null || !infra.isAlive()) {
      stages.note("PostgreSQL and Kafka ended; starting them again");
      if (!pause()) {
        return false;
      }
      try {
        running = startInfra();
        prepareDatabase(running);
      } catch (IOException | SQLException e) {
        stages.note("PostgreSQL and Kafka did not start: " + e.getMessage());
        return true;
      }
      writeState(true);
    }
    for (Service service : Service.values()) {
      ServiceProcess process = services.get(service);
      if (process != null && !process.isAlive()) {
        stages.note(
            "%s ended with exit code %d; starting it again"
                .formatted(service.text(), process.exitCode()));
        if (!pause()) {
          return false;
        }
        startService(service, running);
        writeState(true);
      }
    }
    return true;
  }

  /** Waits a moment, in which a stop may come; says whether to go on. */
  private synchronized boolean pause() throws InterruptedException {
    long end = System.nanoTime() + RESTART_PAUSE.toNanos();
    for (long left = RESTART_PAUSE.toMillis(); left > 0 && !stopping; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return !stopping;
  }

  /** Stops the services, each in its own orderly way, then Kafka and PostgreSQL. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
    practice.stop();
    Collection<ServiceProcess> running = services.values();
    running.forEach(ServiceProcess::askToStop);
    running.forEach(ServiceProcess::awaitStopped);
    Process servers = infra;
    if (servers != null) {
      stop(servers);
    }
    try {
      RunState.delete(home);
    } catch (IOException e) {
      stages.note("state not deleted: " + e.getMessage());
    }
  }

  private static void stop(Process servers) {
    try {
      servers.getOutputStream().close();
    } catch (IOException e) {
      servers.destroy();
    }
    try {
      if (!servers.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        servers.destroyForcibly();
      }
    } catch (InterruptedException e) {
      servers.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private InfraAddresses startInfra() throws IOException, InterruptedException {
    Path ready = home.run().resolve("infra.ready");
    InfraOptions options =
        new InfraOptions(
            home.infra(),
            ready,
            new InfraOptions.Server(true, ports.postgres()),
            new InfraOptions.Server(true, ports.kafka()),
            new InfraOptions.Life(true, OptionalLong.empty(), false));
    Path log = home.log("infra");
    Process process = InfraProcess.start(OwnCode.classPath(), log, options);
    infra = process;
    InfraAddresses found = InfraProcess.awaitReady(process, ready, log);
    addresses = found;
    return found;
  }

  private void prepareDatabase(InfraAddresses found) throws IOException, SQLException {
    ServiceDatabase databases = new ServiceDatabase(found);
    databases.createDatabase(ServiceSettings.DATABASE);
    for (Service service : Service.values()) {
      databases.createService(
          ServiceSettings.DATABASE, service.text(), Passwords.of(home, service));
    }
  }

  private void startService(Service service, InfraAddresses found) throws IOException {
    services.put(
        service,
        ServiceProcess.start(cache(service), ports.of(service), home, settings.of(service, found)));
  }

  private AotCache cache(Service service) {
    return Objects.requireNonNull(caches.get(service), service.text());
  }

  /** Makes what is missing for a quicker next start, until {@link #stop()}. */
  void practise() {
    InfraAddresses found = addresses;
    if (found != null) {
      practice.run(List.copyOf(caches.values()), found);
    }
  }

  private ServiceProcess process(Service service) {
    return Objects.requireNonNull(services.get(service), service.text());
  }

  private void awaitReady(InfraAddresses found) throws IOException, InterruptedException {
    long end = System.nanoTime() + READY_PATIENCE.toNanos();
    for (Service service : Service.values()) {
      ServiceProcess process = process(service);
      while (!process.isReady(http)) {
        if (!process.isAlive() && cache(service).isThere()) {
          stages.note(service.text() + " ended while it started; once more without its cache");
          cache(service).delete();
          startService(service, found);
          process = process(service);
        } else if (!process.isAlive()) {
          throw new IOException(
              "%s ended while it started; its log ends with:%n%s"
                  .formatted(process.service().text(), stages.tail(process.service().text())));
        }
        if (System.nanoTime() > end) {
          throw new IOException(
              "%s was not ready within %d s; its log ends with:%n%s"
                  .formatted(
                      process.service().text(),
                      READY_PATIENCE.toSeconds(),
                      stages.tail(process.service().text())));
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private void writeState(boolean ready) throws IOException {
    InfraAddresses found = addresses;
    if (found == null) {
      return;
    }
    Map<String, RunState.ServiceState> states = new HashMap<>();
    services.forEach((service, process) ->
        states.put(service.text(), new RunState.ServiceState(process.url(), process.pid())));
    ProcessHandle self = ProcessHandle.current();
    new RunState(
            self.pid(),
            RunState.startedAt(self),
            ready,
            states,
            new RunState.InfraState(found.pid(), found.postgresPort(), found.kafkaBootstrap()))
        .write(home);
  }

  /** Ports stay the same while a supervisor lives, so that what is started again is found again. */
  private static Ports fixed(Ports asked) {
    return new Ports(
        fixed(asked.training()),
        fixed(asked.simulation()),
        fixed(asked.batch()),
        fixed(asked.postgres()),
        fixed(asked.kafka()));
  }

  private static int fixed(int port) {
    return port == 0 ? FreePort.any() : port;
  }
}
