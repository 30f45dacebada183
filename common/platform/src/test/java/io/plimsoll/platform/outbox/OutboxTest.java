package io.plimsoll.platform.outbox;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.work.Patience;
import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.testkit.TestInfra;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final EventType COMPLETED = new EventType("training", "ModelCompleted", 1);
  private static final Map<String, String> QUICK =
      Map.of(
          "plimsoll.outbox.lease", "PT10S",
          "plimsoll.outbox.poll", "PT0.05S",
          "plimsoll.outbox.pause", "PT0.3S",
          "plimsoll.outbox.delivery-timeout", "PT60S");
  private static final Map<String, String> IMPATIENT = new HashMap<>(QUICK);

  static {
    IMPATIENT.put("plimsoll.outbox.delivery-timeout", "PT4S");
  }

  private static PlatformFixture platform;
  private String prefix = "";

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    platform.close();
  }

  @BeforeEach
  void empty() {
    platform.rows("TRUNCATE {schema}.outbox, {schema}.event_sequence, {schema}.duty_lease");
    prefix = "o" + UUID.randomUUID().toString().substring(0, 8) + ".";
  }

  @Test
  void numbersTheEventsOfEachTopicAndSubjectWithoutGaps() {
    append(fact("a", 1), fact("b", 1), fact("a", 2));
    append(fact("a", 3), state("a", "x"));

    assertThat(
            platform.rows(
                "SELECT topic, subject, sequence FROM {schema}.outbox ORDER BY topic, subject, id"))
        .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(2))
        .containsExactly(
            "training.events.v1 a 1",
            "training.events.v1 a 2",
            "training.events.v1 a 3",
            "training.events.v1 b 1",
            "training.models.v1 a 1");
  }

  @Test
  void letsASecondTransactionOfASubjectWaitForTheFirst() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    CompletableFuture<Void> appended = new CompletableFuture<>();
    CompletableFuture<Void> first =
        platform
            .work
            .<Void>atomically(connection ->
                platform
                    .outbox
                    .append(connection, List.of(fact("a", 1)))
                    .invoke(() -> appended.complete(null))
                    .chain(() -> Uni.createFrom().completionStage(held)))
            .subscribeAsCompletionStage();
    appended.orTimeout(2, TimeUnit.MINUTES).join();
    CompletableFuture<Void> second =
        platform
            .work
            .atomically(connection -> platform.outbox.append(connection, List.of(fact("a", 2))))
            .subscribeAsCompletionStage();

    await()
        .during(Duration.ofMillis(200))
        .atMost(Duration.ofMinutes(1))
        .until(() -> !second.isDone());
    held.complete(null);
    first.join();
    second.join();

    assertThat(platform.rows("SELECT sequence, body FROM {schema}.outbox ORDER BY id"))
        .extracting(row -> row.getLong(0) + row.getBuffer(1).toString())
        .containsExactly("1{\"n\":1}", "2{\"n\":2}");
  }

  @Test
  void publishesWhatWasCommittedInOrderWithItsEnvelope() {
    makeTopics(Topics.TRAINING_EVENTS);
    try (OutboxRelay relay = relay()) {
      relay.start();
      for (int n = 1; n <= 20; n++) {
        append(fact("a", n).correlatedWith("cmd-" + n).causedBy("why"), fact("b", n));
      }

      List<ConsumerRecord<String, byte[]>> records = read(Topics.TRAINING_EVENTS, 40);

      List<String> ofA =
          records.stream().filter(r -> r.key().equals("a")).map(r -> text(r.value())).toList();
      assertThat(ofA)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 20).mapToObj("{\"n\":%d}"::formatted).toList());
      ConsumerRecord<String, byte[]> first =
          records.stream().filter(r -> r.key().equals("a")).findFirst().orElseThrow();
      assertThat(header(first, Header.SPEC_VERSION)).isEqualTo("1.0");
      assertThat(header(first, Header.SOURCE)).isEqualTo("urn:plimsoll:training");
      assertThat(header(first, Header.TYPE)).isEqualTo(COMPLETED.text());
      assertThat(header(first, Header.SUBJECT)).isEqualTo("a");
      assertThat(header(first, Header.SEQUENCE)).isEqualTo("1");
      assertThat(header(first, Header.CORRELATION_ID)).isEqualTo("cmd-1");
      assertThat(header(first, Header.CAUSATION_ID)).isEqualTo("why");
      assertThat(header(first, Header.TIME)).endsWith("Z");
      awaitAllPublished();
    }
  }

  @Test
  void publishesLargeBodiesAndTombstonesAsTheyAre() {
    makeTopics(Topics.MARKET_BARS);
    byte[] packed = new byte[70_000];
    new Random(7).nextBytes(packed);
    EventType bars = new EventType("market", "MarketBars", 1);
    try (OutboxRelay relay = relay()) {
      relay.start();

      append(OutgoingEvent.bytes(Topics.MARKET_BARS, bars, "AAPL|1d|2025", Buffer.buffer(packed)));
      append(OutgoingEvent.tombstone(Topics.MARKET_BARS, "AAPL|1d|2025"));

      List<ConsumerRecord<String, byte[]>> records = read(Topics.MARKET_BARS, 2);
      assertThat(records.get(0).value()).isEqualTo(packed);
      assertThat(header(records.get(0), Header.CONTENT_TYPE)).isEqualTo("application/protobuf");
      assertThat(records.get(1).value()).isNull();
      assertThat(header(records.get(1), Header.SEQUENCE)).isEqualTo("2");
    }
  }

  @Test
  void keepsWhatATopicRefusesWithoutHoldingOthersUp() {
    makeTopics(Topics.TRAINING_EVENTS);
    Topic refused = new Topic("no such topic", Topic.Kind.FACTS, 1, Duration.ofDays(1));
    try (OutboxRelay relay = relay()) {
      relay.start();

      append(OutgoingEvent.of(refused, COMPLETED, "a", Map.of("n", 1)), fact("b", 1));
      append(fact("b", 2));

      assertThat(read(Topics.TRAINING_EVENTS, 2)).hasSize(2);
      assertThat(relay.fault().orElseThrow()).startsWith("topic no such topic: ");
      assertThat(
              platform.number(
                  "SELECT count(*) FROM {schema}.outbox WHERE topic = 'no such topic' AND"
                      + " published_at IS NULL"))
          .isEqualTo(1);
    }
  }

  @Test
  void waitsWhileKafkaIsAway() {
    Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:1");
    try (OutboxRelay relay = relay(nowhere, IMPATIENT)) {
      relay.start();
      append(fact("a", 1));

      await().atMost(SOON).until(() -> relay.fault().isPresent());
    }
    makeTopics(Topics.TRAINING_EVENTS);
    try (OutboxRelay relay = relay()) {
      relay.start();

      assertThat(read(Topics.TRAINING_EVENTS, 1)).hasSize(1);
    }
  }

  @Test
  void leavesTheDutyToOneRelayAndTakesItOver() {
    makeTopics(Topics.TRAINING_EVENTS);
    OutboxRelay first = relay();
    first.start();
    append(fact("a", 1));
    awaitAllPublished();
    String owner = owner();
    try (OutboxRelay second = relay()) {
      second.start();
      append(fact("a", 2));
      awaitAllPublished();
      assertThat(owner()).isEqualTo(owner);

      first.close();
      append(fact("a", 3));

      awaitAllPublished();
      assertThat(owner()).isNotEqualTo(owner);
      assertThat(read(Topics.TRAINING_EVENTS, 3))
          .extracting(record -> text(record.value()))
          .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    }
  }

  @Test
  void passesOverNoEventThatCommitsLate() {
    makeTopics(Topics.TRAINING_EVENTS);
    CompletableFuture<Void> held = new CompletableFuture<>();
    try (OutboxRelay relay = relay()) {
      relay.start();
      CompletableFuture<Void> late =
          platform
              .work
              .<Void>atomically(connection ->
                  platform
                      .outbox
                      .append(connection, List.of(fact("late", 1)))
                      .chain(() -> Uni.createFrom().completionStage(held)))
              .subscribeAsCompletionStage();
      append(fact("early", 1));
      awaitAllPublished();

      held.complete(null);
      late.join();

      assertThat(read(Topics.TRAINING_EVENTS, 2))
          .extracting(ConsumerRecord::key)
          .containsExactlyInAnyOrder("early", "late");
    }
  }

  @Test
  void cleansOnlyWhatWasPublishedLongAgo() throws InterruptedException {
    append(fact("a", 1), fact("b", 1), fact("c", 1));
    platform.rows(
        "UPDATE {schema}.outbox SET published_at = now() - interval '25 h' WHERE subject = 'a'");
    platform.rows(
        "UPDATE {schema}.outbox SET published_at = now() - interval '23 h' WHERE subject = 'b'");
    OutboxStore store = new OutboxStore(platform.pool, platform.schema);

    int cleaned = Patience.await(store.clean(Duration.ofHours(24)), SOON);

    assertThat(cleaned).isEqualTo(1);
    assertThat(platform.rows("SELECT subject FROM {schema}.outbox ORDER BY id"))
        .extracting(row -> row.getString(0))
        .containsExactly("b", "c");
  }

  private OutboxRelay relay() {
    return relay(Map.of("bootstrap.servers", TestInfra.get().kafkaBootstrap()));
  }

  private OutboxRelay relay(Map<String, Object> kafka) {
    return relay(kafka, QUICK);
  }

  private OutboxRelay relay(Map<String, Object> kafka, Map<String, String> settings) {
    return new OutboxRelay(
        platform.pool,
        platform.schema,
        new OutboxRelay.Kafka(kafka, prefix),
        platform.relayBell,
        PlatformFixture.outboxConfig(settings));
  }

  private static void append(OutgoingEvent... events) {
    await(
        platform.work.atomically(
            connection -> platform.outbox.append(connection, List.of(events))));
  }

  private static OutgoingEvent fact(String subject, int n) {
    return OutgoingEvent.of(Topics.TRAINING_EVENTS, COMPLETED, subject, Map.of("n", n));
  }

  private static OutgoingEvent state(String subject, String status) {
    EventType type = new EventType("training", "ModelState", 1);
    return OutgoingEvent.of(Topics.TRAINING_MODELS, type, subject, Map.of("status", status));
  }

  private static String owner() {
    return platform.rows("SELECT owner FROM {schema}.duty_lease").getFirst().getString(0);
  }

  private static void awaitAllPublished() {
    await()
        .atMost(SOON)
        .until(() ->
            platform.number("SELECT count(*) FROM {schema}.outbox WHERE published_at IS NULL")
                == 0);
  }

  private void makeTopics(Topic... topics) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestInfra.get().kafkaBootstrap()))) {
      List<NewTopic> wanted = new ArrayList<>();
      for (Topic topic : topics) {
        wanted.add(new NewTopic(prefix + topic.name(), 3, (short) 1));
      }
      admin.createTopics(wanted).all().toCompletionStage().toCompletableFuture().join();
    }
  }

  private List<ConsumerRecord<String, byte[]>> read(Topic topic, int n) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", TestInfra.get().kafkaBootstrap(),
            "group.id", UUID.randomUUID().toString(),
            "auto.offset.reset", "earliest");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(prefix + topic.name()));
      long until = System.nanoTime() + SOON.toNanos();
      while (records.size() < n && System.nanoTime() < until) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    assertThat(records).hasSize(n);
    return records;
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }
}
