package io.plimsoll.platform.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/** Gauges whose values are one number of the database, looked up now and then. */
@Singleton
public final class DatabaseGauges {
  private static final long INTERVAL_MILLIS = 15_000;

  private final Vertx vertx;
  private final Pool pool;
  private final Schema schema;

  public DatabaseGauges(Vertx vertx, Pool pool, Schema schema) {
    this.vertx = vertx;
    this.pool = pool;
    this.schema = schema;
  }

  /** Keeps the gauge up to date with a query that gives one double; NaN until it first did. */
  public void register(MeterRegistry registry, String name, String query) {
    AtomicReference<Double> newest = new AtomicReference<>(Double.NaN);
    Gauge.builder(name, newest, AtomicReference::get).strongReference(true).register(registry);
    String statement = schema.sql(query);
    look(statement, newest);
    vertx.setPeriodic(INTERVAL_MILLIS, _ -> look(statement, newest));
  }

  private void look(String statement, AtomicReference<Double> newest) {
    pool.query(statement)
        .execute()
        .onSuccess(rows -> newest.set(rows.iterator().next().getDouble(0)))
        .onFailure(_ -> newest.set(Double.NaN));
  }
}
