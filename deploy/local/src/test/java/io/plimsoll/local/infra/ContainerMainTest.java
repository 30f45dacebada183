package io.plimsoll.local.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.contracts.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The infra image's program as a process on loopback, with what a container would tell it. */
class ContainerMainTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder = Path.of("");

  private final int postgres = FreePort.any();
  private final int kafka = FreePort.any();
  private int runs;
  private List<Process> started = List.of();

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void servesBothMakesTheTopicsAndKeepsWhatItHadWhenItIsToldToStop() throws Exception {
    Path said = folder.resolve("served");
    Process serving = start(said, "serve");
    await(serving, said, "Kafka answers on port " + kafka);
    write("create table kept (n int); insert into kept values (7)");
    Ended first = run("topics");
    Ended second = run("topics");

    serving.destroy();

    assertThat(serving.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(serving.exitValue()).isEqualTo(TERMINATED);
    assertThat(serving.descendants()).isEmpty();
    assertThat(first.code()).as(first.said()).isZero();
    assertThat(first.said().lines().filter(line -> line.startsWith("created ")))
        .containsExactlyInAnyOrderElementsOf(
            Topics.all().stream().map(topic -> "created " + topic.name()).toList());
    assertThat(second.code()).as(second.said()).isZero();
    assertThat(second.said()).doesNotContain("created ");
    Path again = folder.resolve("again");
    Process restarted = start(again, "serve");
    await(restarted, again, "Kafka answers on port " + kafka);
    assertThat(kept()).isEqualTo(7);
    assertThat(run("topics").said()).doesNotContain("created ");
  }

  @Test
  void letsARoleInByItsPasswordOnlyAndNotIntoAnothersSchema() throws Exception {
    Path said = folder.resolve("served");
    await(start(said, "postgres"), said, "PostgreSQL answers on port " + postgres);

    assertThatThrownBy(() -> connect("training", "simulationPassword").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    try (Connection connection = connect("simulation", "simulationPassword");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("create table training.mine (n int)"))
          .hasMessageContaining("permission denied for schema training");
    }
  }

  @Test
  void saysWhichPasswordIsAbsent() throws Exception {
    Path said = folder.resolve("said");
    ProcessBuilder builder = program(said, "postgres");
    builder.environment().remove("PLIMSOLL_INFRA_BATCH_PASSWORD");
    Process process = builder.start();
    started = List.of(process);

    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said).content().contains("PLIMSOLL_INFRA_BATCH_PASSWORD: absent");
  }

  @Test
  void saysWhatItCanDo() throws Exception {
    Ended ended = run("everything");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.said()).contains("usage: postgres | kafka | serve | topics");
  }

  private record Ended(int code, String said) {}

  private Ended run(String command) throws IOException, InterruptedException {
    Path said = folder.resolve("run-" + runs++);
    Process process = program(said, command).start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(said));
  }

  private Process start(Path said, String command) throws IOException {
    Process process = program(said, command).start();
    started = List.of(process);
    return process;
  }

  private ProcessBuilder program(Path said, String command) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ContainerMain.class.getName(),
                command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PLIMSOLL_INFRA_DATA", folder.resolve("data").toString(),
                "PLIMSOLL_INFRA_BIND", "127.0.0.1",
                "PLIMSOLL_INFRA_ADVERTISED_HOST", "127.0.0.1",
                "PLIMSOLL_INFRA_POSTGRES_PORT", Integer.toString(postgres),
                "PLIMSOLL_INFRA_KAFKA_PORT", Integer.toString(kafka),
                "PLIMSOLL_INFRA_TRAINING_PASSWORD", "trainingPassword",
                "PLIMSOLL_INFRA_SIMULATION_PASSWORD", "simulationPassword",
                "PLIMSOLL_INFRA_BATCH_PASSWORD", "batchPassword",
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka));
    return builder;
  }

  private void write(String sql) throws SQLException {
    try (Connection connection = connect("training", "trainingPassword");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int kept() throws SQLException {
    try (Connection connection = connect("training", "trainingPassword");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select n from training.kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private Connection connect(String role, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/plimsoll".formatted(postgres), role, password);
  }

  private static void await(Process process, Path said, String line)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(said).contains(line)) {
      assertThat(process.isAlive() && System.nanoTime() < end)
          .as("said so far: %s", Files.readString(said))
          .isTrue();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
