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
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds PostgreSQL, Kafka and the three services as children: starts them, starts again what dies,
 * stops them in order. Each child ends when its standard input closes, so that none outlives a
 * supervisor that was killed.
 */
final class Supervisor {
  private static final String DATABASE = "plimsoll";
  private static final Duration READY_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

  private final PlimsollHome home;
  private final Path checkout;
  private final Ports ports;
  private final StageLog stages;
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
  }

  /** Starts everything and returns once every service is ready. */
  void start() throws IOException, InterruptedException, SQLException {
    Keys keys = Keys.open(home);
    for (Service service : Service.values()) {
      ServiceProcess.checkBuilt(service, checkout);
    }
    InfraAddresses found = startInfra();
    stages.done("PostgreSQL and Kafka answer");
    prepareDatabase(found);
    new TopicSetup(found.kafkaBootstrap(), "", 1).apply(Topics.all());
    stages.done("schemas, roles and topics are there");
    for (Service service : Service.values()) {
      startService(service, found, keys);
    }
    writeState(false);
    awaitReady();
    writeState(true);
    stages.done("training, simulation and batch are ready");
  }

  /** Starts again what dies, until {@link #stop()}. */
  void keep() throws IOException, InterruptedException, SQLException {
    Keys keys = Keys.open(home);
    while (keepOnce(keys)) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
  }

  private synchronized boolean keepOnce(Keys keys)
      throws IOException, InterruptedException, SQLException {
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
        startService(service, running, keys);
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
    databases.createDatabase(DATABASE);
    for (Service service : Service.values()) {
      databases.createService(DATABASE, service.text(), Passwords.of(home, service));
    }
  }

  private void startService(Service service, InfraAddresses found, Keys keys) throws IOException {
    int port = ports.of(service);
    services.put(
        service,
        ServiceProcess.start(service, port, checkout, home, settings(service, found, keys)));
  }

  private Map<String, String> settings(Service service, InfraAddresses found, Keys keys)
      throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service)));
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", found.reactiveUrl(DATABASE));
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", found.jdbcUrl(DATABASE));
    settings.put("QUARKUS_DATASOURCE_USERNAME", service.text());
    settings.put("QUARKUS_DATASOURCE_PASSWORD", Passwords.of(home, service));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", found.kafkaBootstrap());
    settings.put("PLIMSOLL_SECURITY_KEYS_FILE", keys.hashedFile().toString());
    settings.put("PLIMSOLL_KAFKA_TRUST_TOPICS", "true");
    settings.put("PLIMSOLL_WORK_DIR", home.work().resolve(service.text()).toString());
    if (service == Service.SIMULATION) {
      settings.put(
          "PLIMSOLL_SIMULATION_TRAINING_URL", "http://127.0.0.1:" + ports.of(Service.TRAINING));
      settings.put("PLIMSOLL_SIMULATION_TRAINING_KEY_FILE", keys.serviceKeyFile().toString());
    }
    return settings;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + READY_PATIENCE.toNanos();
    for (ServiceProcess process : services.values()) {
      while (!process.isReady(http)) {
        if (!process.isAlive()) {
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
