package io.plimsoll.platform.inbox;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.kafka.DeadLetter;
import io.plimsoll.platform.kafka.DeadLetters;
import io.plimsoll.platform.kafka.EnvelopeReader;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.security.Actor;
import io.plimsoll.platform.work.Patience;
import io.plimsoll.platform.work.PlatformFixture;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumptionTest {
  private static final String TOPIC = "training.events.v1";
  private static PlatformFixture platform;
  private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
  private PgConsumption consumption = consumption();

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
    platform.rows("CREATE TABLE {schema}.applied (n bigserial, body text)");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    platform.close();
  }

  @BeforeEach
  void empty() {
    platform.rows(
        "TRUNCATE {schema}.inbox, {schema}.inbox_position, {schema}.applied, {schema}.outbox");
  }

  @Test
  void appliesTheSameEventOnce() {
    ConsumerRecord<String, byte[]> event = event("e-1", "m", 1, "first");

    await(consumption.once(event, ConsumptionTest::apply));
    await(consumption.once(event, ConsumptionTest::apply));

    assertThat(applied()).containsExactly("first");
  }

  @Test
  void appliesTheSameEventOnceWhenTwoReplicasHaveItAtOnce() {
    ConsumerRecord<String, byte[]> event = event("e-1", "m", 1, "first");

    CompletableFuture<Void> one =
        consumption.once(event, ConsumptionTest::apply).subscribeAsCompletionStage();
    CompletableFuture<Void> two =
        consumption.once(event, ConsumptionTest::apply).subscribeAsCompletionStage();
    one.join();
    two.join();

    assertThat(applied()).containsExactly("first");
  }

  @Test
  void appliesOnlyWhatIsNewerForItsSubject() {
    await(consumption.once(event("e-2", "m", 2, "second"), ConsumptionTest::apply));
    await(consumption.once(event("e-1", "m", 1, "first"), ConsumptionTest::apply));
    await(consumption.once(event("e-3", "m", 3, "third"), ConsumptionTest::apply));
    await(consumption.once(event("e-4", "other", 1, "other"), ConsumptionTest::apply));

    assertThat(applied()).containsExactly("second", "third", "other");
    assertThat(platform.number("SELECT last FROM {schema}.inbox_position WHERE subject = 'm'"))
        .isEqualTo(3);
  }

  @Test
  void putsWhatCannotBeReadAmongTheDeadLettersAtOnce() {
    ConsumerRecord<String, byte[]> poison = record("k", "rubbish");

    await(consumption.once(poison, ConsumptionTest::apply));

    assertThat(deadLetters.reasons)
        .singleElement()
        .satisfies(reason -> assertThat(reason).startsWith("malformed header ce_type"));
    assertThat(platform.number("SELECT count(*) FROM {schema}.inbox")).isZero();
  }

  @Test
  void triesADefectAgainAndThenGivesTheEventUp() {
    AtomicInteger tries = new AtomicInteger();

    await(
        consumption.once(
            event("e-1", "m", 1, "x"),
            (connection, event) -> {
              tries.incrementAndGet();
              return apply(connection, event)
                  .chain(() -> Uni.createFrom().failure(new IllegalStateException("defect")));
            }));

    assertThat(tries).hasValue(4);
    assertThat(deadLetters.reasons)
        .singleElement()
        .satisfies(reason -> assertThat(reason).startsWith("defect ").doesNotContain("Illegal"));
    assertThat(applied()).isEmpty();
    assertThat(platform.number("SELECT count(*) FROM {schema}.inbox")).isZero();
  }

  @Test
  void waitsForANeighbourInsteadOfGivingTheEventUp() {
    AtomicInteger tries = new AtomicInteger();

    await(
        consumption.once(
            event("e-1", "m", 1, "x"),
            (connection, event) ->
                tries.incrementAndGet() < 8
                    ? Uni.createFrom().failure(new ServiceException.Unavailable("away"))
                    : apply(connection, event)));

    assertThat(tries).hasValue(8);
    assertThat(deadLetters.reasons).isEmpty();
    assertThat(applied()).containsExactly("x");
  }

  @Test
  void answersARefusedCommandAndStoresNothingElse() {
    ConsumerRecord<String, byte[]> command = event("c-1", "c-1", 0, "bad");

    await(consumption.once(command, ConsumptionTest::applyAndRefuse, ConsumptionTest::answer));
    await(consumption.once(command, ConsumptionTest::applyAndRefuse, ConsumptionTest::answer));

    assertThat(applied()).isEmpty();
    assertThat(deadLetters.reasons).isEmpty();
    assertThat(platform.rows("SELECT correlation_id, body FROM {schema}.outbox"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.getString(0)).isEqualTo("c-1");
          assertThat(row.getBuffer(1).toString()).contains("no such symbol");
        });
  }

  @Test
  void givesUpWhatIsRefusedWithoutAnAnswer() {
    await(
        consumption.once(
            event("c-1", "c-1", 0, "bad"),
            (_, _) -> Uni.createFrom().failure(new ServiceException.Rejected("no such symbol"))));

    assertThat(deadLetters.reasons).containsExactly("rejected no such symbol");
  }

  @Test
  void acknowledgesNothingWhileTheDeadLetterCannotBeWritten() {
    deadLetters.outages.set(3);

    CompletableFuture<Void> done =
        consumption
            .once(record("k", "rubbish"), ConsumptionTest::apply)
            .subscribeAsCompletionStage();

    await().atMost(Duration.ofMinutes(2)).until(done::isDone);
    assertThat(deadLetters.outages).hasValue(0);
    assertThat(deadLetters.reasons).hasSize(1);
  }

  @Test
  void forgetsEventsAfterFortyFiveDays() throws InterruptedException {
    await(consumption.once(event("old", "m", 1, "x"), ConsumptionTest::apply));
    await(consumption.once(event("new", "m", 2, "y"), ConsumptionTest::apply));
    platform.rows(
        "UPDATE {schema}.inbox SET received_at = now() - interval '46 days' WHERE event_id ="
            + " 'old'");
    InboxStore store = new InboxStore(platform.schema);

    int cleaned =
        Patience.await(store.clean(platform.pool, Duration.ofDays(45)), PlatformFixture.PATIENCE);

    assertThat(cleaned).isEqualTo(1);
    assertThat(platform.rows("SELECT event_id FROM {schema}.inbox"))
        .extracting(row -> row.getString(0))
        .containsExactly("new");
  }

  private PgConsumption consumption() {
    return new PgConsumption(
        platform.work,
        record ->
            new IncomingEvent(
                EnvelopeReader.read(record),
                record.topic(),
                Actor.service("test"),
                Buffer.buffer(record.value())),
        deadLetters,
        platform.schema,
        PlatformFixture.inboxConfig(
            Map.of(
                "plimsoll.inbox.retry-after", "PT0.01S",
                "plimsoll.inbox.retry-at-most", "PT0.1S")));
  }

  private static Uni<Void> apply(SqlConnection connection, IncomingEvent event) {
    return connection
        .preparedQuery(platform.schema.sql("INSERT INTO {schema}.applied (body) VALUES ($1)"))
        .execute(Tuple.of(event.body().toString()))
        .replaceWithVoid();
  }

  private static Uni<Void> applyAndRefuse(SqlConnection connection, IncomingEvent event) {
    return apply(connection, event)
        .chain(() -> Uni.createFrom().failure(new ServiceException.Rejected("no such symbol")));
  }

  private static Uni<Void> answer(
      SqlConnection connection, IncomingEvent command, ServiceException why) {
    OutgoingEvent rejected =
        OutgoingEvent.of(
                Topics.TRAINING_EVENTS,
                new EventType("training", "TrainModelRejected", 1),
                command.envelope().subject(),
                Map.of("problem", why.detail()))
            .correlatedWith(command.envelope().id());
    return platform.outbox.append(connection, List.of(rejected));
  }

  private static List<String> applied() {
    return platform.rows("SELECT body FROM {schema}.applied ORDER BY n").stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static ConsumerRecord<String, byte[]> event(
      String id, String subject, long sequence, String body) {
    ConsumerRecord<String, byte[]> record = record(subject, body);
    put(record, Header.ID, id);
    put(record, Header.SOURCE, "urn:plimsoll:training");
    put(record, Header.TYPE, "io.plimsoll.training.ModelCompleted.v1");
    put(record, Header.TIME, "2026-01-01T00:00:00Z");
    put(record, Header.SUBJECT, subject);
    put(record, Header.SEQUENCE, Long.toString(sequence));
    return record;
  }

  private static ConsumerRecord<String, byte[]> record(String key, String body) {
    return new ConsumerRecord<>(TOPIC, 0, 0, key, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ConsumerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps the reasons, and may be away for a while. */
  private static final class InMemoryDeadLetters implements DeadLetters {
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final AtomicInteger outages = new AtomicInteger();

    @Override
    public Uni<Void> send(ConsumerRecord<String, byte[]> message, String slug, String reason) {
      return Uni.createFrom()
          .voidItem()
          .invoke(() -> {
            if (outages.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
              throw new IllegalStateException("broker away");
            }
            reasons.add(slug + " " + reason);
          });
    }

    @Override
    public Uni<List<DeadLetter>> list(String topic, int limit) {
      return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Integer> replay(String topic, int limit) {
      return Uni.createFrom().item(0);
    }
  }
}
