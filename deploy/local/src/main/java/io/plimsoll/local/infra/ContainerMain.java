package io.plimsoll.local.infra;

import io.plimsoll.contracts.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * The infra image's program: {@code postgres} or {@code kafka} serves one of them, {@code serve}
 * both, {@code topics} makes the declared topics and ends.
 *
 * <p>Settings come from the environment: {@code PLIMSOLL_INFRA_DATA} (/data), {@code
 * PLIMSOLL_INFRA_ADVERTISED_HOST} (localhost), {@code PLIMSOLL_INFRA_BIND} (0.0.0.0), {@code
 * PLIMSOLL_INFRA_POSTGRES_PORT} (5432), {@code PLIMSOLL_INFRA_KAFKA_PORT} (9092), {@code
 * PLIMSOLL_INFRA_TRAINING_PASSWORD} and so on for each service's role; {@code
 * KAFKA_BOOTSTRAP_SERVERS}, {@code PLIMSOLL_KAFKA_TOPIC_PREFIX} and {@code
 * PLIMSOLL_KAFKA_REPLICATION} for the topics.
 */
public final class ContainerMain {
  private static final String DATABASE = "plimsoll";
  private static final List<String> SERVICES = List.of("training", "simulation", "batch");

  private final Map<String, String> environment;

  private ContainerMain(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs one of the four commands; exit code 2 for any other. */
  public static void main(String... arguments) throws Exception {
    String command = arguments.length == 1 ? arguments[0] : "";
    ContainerMain container = new ContainerMain(System.getenv());
    switch (command) {
      case "postgres" -> container.postgres().waitFor();
      case "kafka" -> container.kafka().waitFor();
      case "serve" -> container.postgres().and(container.kafka()).waitFor();
      case "topics" -> container.topics();
      default -> {
        System.err.println("usage: postgres | kafka | serve | topics");
        System.exit(2);
      }
    }
  }

  private Serving postgres() throws IOException, InterruptedException, SQLException {
    Path home = data().resolve("postgres");
    PostgresServer server =
        PostgresServer.start(
            home,
            PostgresBinaries.unpacked(Path.of(System.getProperty("java.io.tmpdir"))),
            listening(postgresPort()));
    ServiceDatabase databases =
        new ServiceDatabase(
            new InfraAddresses(
                ProcessHandle.current().pid(), postgresPort(), server.password(), kafkaPort()));
    databases.createDatabase(DATABASE);
    for (String service : SERVICES) {
      databases.createService(DATABASE, service, password(service));
    }
    System.out.println("infra: PostgreSQL answers on port " + postgresPort());
    return new Serving(List.of(server::close));
  }

  private Serving kafka() throws IOException {
    KafkaServer server = KafkaServer.start(data().resolve("kafka"), listening(kafkaPort()), false);
    System.out.println("infra: Kafka answers on port " + kafkaPort());
    return new Serving(List.of(server::close));
  }

  private void topics() throws InterruptedException {
    TopicSetup.Outcome outcome =
        new TopicSetup(
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
                environment.getOrDefault("PLIMSOLL_KAFKA_TOPIC_PREFIX", ""),
                Integer.parseInt(environment.getOrDefault("PLIMSOLL_KAFKA_REPLICATION", "1"), 10))
            .apply(Topics.all());
    outcome.created().forEach(name -> System.out.println("created " + name));
    outcome.differences().forEach(System.err::println);
    System.exit(outcome.differences().isEmpty() ? 0 : 1);
  }

  private Path data() {
    return Path.of(environment.getOrDefault("PLIMSOLL_INFRA_DATA", "/data"));
  }

  private Listening listening(int port) {
    return new Listening(
        environment.getOrDefault("PLIMSOLL_INFRA_BIND", "0.0.0.0"),
        environment.getOrDefault("PLIMSOLL_INFRA_ADVERTISED_HOST", "localhost"),
        port);
  }

  private int postgresPort() {
    return Integer.parseInt(environment.getOrDefault("PLIMSOLL_INFRA_POSTGRES_PORT", "5432"), 10);
  }

  private int kafkaPort() {
    return Integer.parseInt(environment.getOrDefault("PLIMSOLL_INFRA_KAFKA_PORT", "9092"), 10);
  }

  private String password(String service) {
    String name = "PLIMSOLL_INFRA_%s_PASSWORD".formatted(service.toUpperCase(Locale.ROOT));
    String password = environment.get(name);
    if (password == null) {
      throw new IllegalStateException(
          "%s: absent (expected: the password of the role %s)".formatted(name, service));
    }
    return password;
  }

  /** Servers that run until the container is told to stop. */
  private record Serving(List<Runnable> closers) {
    Serving and(Serving other) {
      return new Serving(Stream.concat(closers.stream(), other.closers.stream()).toList());
    }

    void waitFor() throws InterruptedException {
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    closers.forEach(Runnable::run);
                    stopped.countDown();
                  },
                  "stop"));
      stopped.await();
    }
  }
}
