package io.plimsoll.testkit;

import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.InfraOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A process that holds PostgreSQL and Kafka as containers for one build, and stops them when the
 * build's process is gone.
 */
final class ContainersMain {
  private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
  private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.1.1");
  private static final Duration PULL_PATIENCE = Duration.ofMinutes(1);
  private static final int PASSWORD_BYTES = 16;

  private ContainersMain() {}

  /** Starts the process; its ready file says when both servers answer. */
  static Process start(InfraOptions options, Path log) throws IOException {
    Files.deleteIfExists(options.ready());
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path", ""),
            ContainersMain.class.getName(),
            options.ready().toString(),
            Long.toString(options.life().endsWithPid().orElseThrow()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectInput(new File("/dev/null"))
        .start();
  }

  /** Runs until the process with the given id is gone. */
  public static void main(String... arguments) throws Exception {
    Path ready = Path.of(arguments[0]);
    ProcessHandle build = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
    pull(POSTGRES);
    pull(KAFKA);
    String password = password();
    try (PostgreSQLContainer postgres =
            new PostgreSQLContainer(POSTGRES)
                .withUsername(InfraAddresses.SUPERUSER)
                .withPassword(password)
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
                .withCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200");
        KafkaContainer kafka =
            new KafkaContainer(KAFKA).withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")) {
      postgres.start();
      kafka.start();
      checkLocal(postgres);
      new InfraAddresses(
              ProcessHandle.current().pid(),
              postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
              password,
              port(kafka))
          .write(ready);
      build.onExit().join();
      Files.deleteIfExists(ready);
    }
  }

  private static void pull(DockerImageName image) throws Exception {
    try {
      new RemoteDockerImage(image).get(PULL_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("%s not pulled within %s".formatted(image, PULL_PATIENCE), e);
    }
  }

  private static void checkLocal(GenericContainer<?> container) throws IOException {
    if (!List.of("localhost", "127.0.0.1").contains(container.getHost())) {
      throw new IOException("the engine runs elsewhere: " + container.getHost());
    }
  }

  private static int port(KafkaContainer kafka) {
    String bootstrap = kafka.getBootstrapServers();
    return Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
