package io.plimsoll.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.plimsoll.platform.health.Check;
import io.plimsoll.platform.health.HealthDetail;
import io.plimsoll.platform.migration.SchemaReady;
import io.plimsoll.platform.work.Chore;
import io.plimsoll.platform.work.DatabaseGauges;
import io.plimsoll.platform.work.DutyLease;
import io.plimsoll.platform.work.Instance;
import io.plimsoll.platform.work.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Runs the relay and the outbox's cleaning while the schema is there. */
@ApplicationScoped
class OutboxBeans implements HealthDetail {
  private static final Duration CLEANING = Duration.ofMinutes(10);

  /** After the worker and the consumers, whose last events still go out. */
  private static final int LATE = 5000;

  private static final String ROWS = "SELECT count(*)::float8 FROM {schema}.outbox";
  private static final String OLDEST =
      """
      SELECT coalesce(extract(epoch FROM now() - (SELECT created_at FROM {schema}.outbox
        WHERE published_at IS NULL ORDER BY id LIMIT 1)), 0)::float8\
      """;

  private final Map<String, Object> kafka;
  private final String topicPrefix;
  private volatile @Nullable OutboxRelay relay;
  private @Nullable Chore cleaning;

  OutboxBeans(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "plimsoll.kafka.topic-prefix") Optional<String> topicPrefix) {
    this.kafka = kafka;
    this.topicPrefix = topicPrefix.orElse("");
  }

  void begin(
      @Observes SchemaReady ready,
      Pool pool,
      Schema schema,
      RelayBell bell,
      OutboxConfig config,
      DatabaseGauges gauges,
      MeterRegistry registry) {
    gauges.register(registry, "plimsoll.outbox.rows", ROWS);
    gauges.register(registry, "plimsoll.outbox.oldest.unpublished.seconds", OLDEST);

    OutboxRelay.Kafka broker = new OutboxRelay.Kafka(new HashMap<>(kafka), topicPrefix);
    OutboxRelay started = new OutboxRelay(pool, schema, broker, bell, config);
    started.start();
    relay = started;
    DutyLease lease = new DutyLease(pool, schema, Instance.of(schema));
    OutboxStore store = new OutboxStore(pool, schema);
    cleaning = new Chore("outbox-cleaning", CLEANING, lease, () -> store.clean(config.keep()));
    cleaning.start();
  }

  void end(@Observes @Priority(LATE) ShutdownEvent event) {
    if (cleaning != null) {
      cleaning.stop();
    }
    OutboxRelay running = relay;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public Uni<Map<String, Check>> checks() {
    OutboxRelay running = relay;
    Optional<String> fault = running == null ? Optional.empty() : running.fault();
    Check check = fault.map(Check::down).orElseGet(Check::up);
    return Uni.createFrom().item(Map.of("outbox", check));
  }
}
