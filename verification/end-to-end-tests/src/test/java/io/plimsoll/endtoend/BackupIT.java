package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.contracts.Topics;
import io.plimsoll.endtoend.Api.Answer;
import io.plimsoll.local.process.RunState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A platform with data is backed up while it is asked for more work; the backup is brought back in
 * an empty home, where everything is as it was and goes on, and later starts are quick.
 */
class BackupIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Set<String> OVER = Set.of("completed", "failed", "cancelled");
  private static final List<String> PATHS =
      List.of(
          "training /symbols",
          "simulation /api/config",
          "batch /api/v1/portfolios",
          "batch /api/v1/portfolios/1/positions",
          "batch /api/v1/market-data/symbols?limit=500");

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void stopEverything() throws Exception {
    for (String home : List.of("first", "second")) {
      if (Files.exists(folder.resolve(home))) {
        new Launcher(folder.resolve(home)).run("down");
      }
    }
  }

  @Test
  void bringsEverythingBackAndGoesOn() throws Exception {
    Launcher first = new Launcher(folder.resolve("first"));
    Api api = up(first);
    String model = id(train(api, 1));
    awaitOver(api, model);
    String simulation = simulate(api, model).path("simulation_id").asText();
    Map<String, JsonNode> kept = records(api, model, simulation);
    Map<String, List<String>> told = topics(first);

    List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean enough = new AtomicBoolean();
    Thread load = Thread.ofVirtual().start(() -> keepAsking(api, accepted, enough));
    await(() -> accepted.size() >= 3);
    int before = accepted.size();
    Path backup = folder.resolve("backup");
    Launcher.Ended saved = first.run("backup", backup.toString());
    enough.set(true);
    load.join();
    assertThat(saved.code()).as(saved.out() + saved.err()).isZero();
    assertThat(first.run("status").code()).as("up again after the backup").isZero();
    assertThat(first.run("down").code()).isZero();

    Launcher second = new Launcher(folder.resolve("second"));
    assertThat(second.run("restore", backup.toString()).code()).isZero();
    assertThat(second.run("restore", backup.toString()).code()).as("into a full home").isEqualTo(1);
    Api restored = up(second);

    assertThat(records(restored, model, simulation)).isEqualTo(kept);
    Map<String, List<String>> again = topics(second);
    assertThat(told.keySet()).anyMatch(partition -> partition.startsWith("market.bars.v1-"));
    told.forEach((partition, messages) ->
        assertThat(again.getOrDefault(partition, List.of()))
            .as(partition)
            .startsWith(messages.toArray(String[]::new)));
    for (String id : accepted.subList(0, before)) {
      JsonNode over = awaitOver(restored, id);
      assertThat(over.path("status").asText()).as(over.toString()).isEqualTo("completed");
    }
    assertThat(train(restored, 1).path("status").asText()).isEqualTo("duplicate");
    JsonNode fresh = awaitOver(restored, id(train(restored, 1_000_000)));
    assertThat(fresh.path("status").asText()).as(fresh.toString()).isEqualTo("completed");
    assertThat(simulate(restored, fresh.path("id").asText()).path("duplicate").asBoolean())
        .isFalse();
    requireQuickerStart(second);
  }

  /** Caches are made in the background, ended with the platform, and used by the next start. */
  private static void requireQuickerStart(Launcher launcher) throws Exception {
    await(() -> caches(launcher).stream().anyMatch(name -> name.matches("training-\\w+\\.aot")));
    assertThat(launcher.run("down").code()).isZero();
    Path log = launcher.home().resolve("logs/training.log");
    long written = Files.size(log);
    up(launcher);

    long pid = Objects.requireNonNull(state(launcher).services().get("training")).pid();
    assertThat(ProcessHandle.of(pid).orElseThrow().info().arguments().orElseThrow())
        .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    assertThat(Files.readString(log).substring(Math.toIntExact(written)))
        .as("what the JVM says of a cache that it does not take")
        .doesNotContain("[aot", "[cds");
  }

  private static List<String> caches(Launcher launcher) throws IOException {
    Path aot = launcher.home().resolve("aot");
    if (!Files.exists(aot)) {
      return List.of();
    }
    try (var files = Files.list(aot)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static Api up(Launcher launcher) throws IOException, InterruptedException {
    Launcher.Ended up = launcher.run("up", "--json");
    assertThat(up.code()).as(up.err()).isZero();
    Api api = new Api(launcher.run("status", "--json").out());
    await(() -> api.get("simulation", "/api/config").text().contains("\"AAPL\""));
    await(() -> api.get("training", "/symbols").text().contains("\"AAPL\""));
    return api;
  }

  private static Map<String, JsonNode> records(Api api, String model, String simulation)
      throws IOException, InterruptedException {
    Map<String, JsonNode> records = new LinkedHashMap<>();
    for (String path : PATHS) {
      String[] parts = path.split(" ");
      records.put(path, steady(json(api.get(parts[0], parts[1]))));
    }
    records.put("model", json(api.get("training", "/models/" + model)));
    records.put("lineage", json(api.get("training", "/models/%s/lineage".formatted(model))));
    records.put("simulation", json(api.get("simulation", "/simulations/" + simulation)));
    return records;
  }

  /** Leaves out what other models, which come and go under load, change. */
  private static JsonNode steady(JsonNode answer) {
    return answer.isObject() && answer.has("models")
        ? ((com.fasterxml.jackson.databind.node.ObjectNode) answer.deepCopy())
            .without(List.of("models"))
        : answer;
  }

  private static void keepAsking(Api api, List<String> accepted, AtomicBoolean enough) {
    for (int seed = 2; !enough.get() && seed < 2_000; seed++) {
      try {
        accepted.add(id(train(api, seed)));
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (IOException | AssertionError e) {
        // the platform is stopped for the copy
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static JsonNode train(Api api, int seed) throws IOException, InterruptedException {
    String body =
        """
        {"symbol": "AAPL", "algorithm": "ridge_regression", "features": ["returns", "ibs"],
         "seed": %d, "split": {"folds": 2}}
        """
            .formatted(seed);
    Answer answer = post(api, "training", "/train", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return json(answer);
  }

  private static JsonNode simulate(Api api, String model) throws Exception {
    String body =
        "{\"model_id\": \"%s\", \"ticker\": \"AAPL\", \"span\": \"out_of_fold\"}".formatted(model);
    Answer[] answer = {post(api, "simulation", "/api/simulate", body)};
    await(() -> {
      if (answer[0].status() != 200) {
        answer[0] = post(api, "simulation", "/api/simulate", body);
      }
      return answer[0].status() == 200;
    });
    return json(answer[0]);
  }

  private static Answer post(Api api, String service, String path, String body)
      throws IOException, InterruptedException {
    return api.post(
        service, path, "operator", "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode awaitOver(Api api, String model) throws Exception {
    await(
        () -> OVER.contains(json(api.get("training", "/models/" + model)).path("status").asText()));
    return json(api.get("training", "/models/" + model));
  }

  private static String id(JsonNode accepted) {
    return accepted.path("id").asText();
  }

  private static JsonNode json(Answer answer) throws IOException {
    return JSON.readTree(answer.text());
  }

  /** Every message of every declared topic, by partition, in order: offset, key and content. */
  private static Map<String, List<String>> topics(Launcher launcher) throws IOException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", state(launcher).infra().kafkaBootstrap());
    Map<String, List<String>> messages = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Topics.all().stream()
              .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          messages
              .computeIfAbsent(record.topic() + "-" + record.partition(), _ -> new ArrayList<>())
              .add(
                  "%d %d %d"
                      .formatted(
                          record.offset(),
                          Arrays.hashCode(record.key()),
                          Arrays.hashCode(record.value())));
        }
      }
    }
    return messages;
  }

  private static RunState state(Launcher launcher) throws IOException {
    String state = Files.readString(launcher.home().resolve("run/state.json"));
    return JSON.readValue(state, RunState.class);
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for %s", PATIENCE).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
