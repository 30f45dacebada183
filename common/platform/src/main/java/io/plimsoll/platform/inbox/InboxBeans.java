package io.plimsoll.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.plimsoll.platform.migration.SchemaReady;
import io.plimsoll.platform.work.Chore;
import io.plimsoll.platform.work.DatabaseGauges;
import io.plimsoll.platform.work.DutyLease;
import io.plimsoll.platform.work.Instance;
import io.plimsoll.platform.work.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Cleans and counts the inbox while the schema is there. */
@ApplicationScoped
class InboxBeans {
  private static final Duration CLEANING = Duration.ofHours(1);

  private @Nullable Chore cleaning;

  void begin(
      @Observes SchemaReady ready,
      Pool pool,
      Schema schema,
      InboxConfig config,
      DatabaseGauges gauges,
      MeterRegistry registry) {
    gauges.register(registry, "plimsoll.inbox.rows", "SELECT count(*)::float8 FROM {schema}.inbox");
    DutyLease lease = new DutyLease(pool, schema, Instance.of(schema));
    InboxStore store = new InboxStore(schema);
    cleaning = new Chore("inbox-cleaning", CLEANING, lease, () -> store.clean(pool, config.keep()));
    cleaning.start();
  }

  void end(@Observes ShutdownEvent event) {
    if (cleaning != null) {
      cleaning.stop();
    }
  }
}
