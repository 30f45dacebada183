package io.plimsoll.batch.risk.store;

import io.plimsoll.batch.TimeOrderedId;
import io.plimsoll.batch.risk.core.Alerts;
import io.plimsoll.batch.risk.core.JobResult;
import io.plimsoll.batch.risk.core.NightResult;
import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.AlertRaised;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Raises alerts: a row, an event of the same transaction, and a line of the log. */
@ApplicationScoped
class PgAlerts implements Alerts {
  private static final Logger LOG = Logger.getLogger(PgAlerts.class);
  private static final String SOURCE = "nightly-risk";

  private final SqlWork work;
  private final Schema schema;
  private final Outbox outbox;

  PgAlerts(SqlWork work, Schema schema, Outbox outbox) {
    this.work = work;
    this.schema = schema;
    this.outbox = outbox;
  }

  /** One alert for each job of a night that failed. */
  static List<AlertRaised> of(NightResult night, UUID run) {
    return night.jobs().stream()
        .filter(job -> job.outcome() == JobResult.Outcome.FAILED)
        .map(job ->
            new AlertRaised(
                TimeOrderedId.next(),
                SOURCE,
                job.name().word(),
                night.portfolioId(),
                run,
                job.error().orElse("unknown")))
        .toList();
  }

  /** The alert of a night that could not be run at all. */
  static AlertRaised ofRequest(String error) {
    return new AlertRaised(TimeOrderedId.next(), SOURCE, "risk_run", null, null, error);
  }

  /** Raises alerts in the transaction of what they tell of. */
  Uni<Void> raise(SqlConnection connection, List<AlertRaised> alerts) {
    if (alerts.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.alert (id, source, job, portfolio_id, run_id, cause)"
                    + " select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[],"
                    + " $5::uuid[], $6::text[])"))
        .execute(
            Tuple.from(
                List.of(
                    alerts.stream().map(AlertRaised::id).toArray(UUID[]::new),
                    texts(alerts, AlertRaised::source),
                    texts(alerts, AlertRaised::job),
                    portfolios(alerts),
                    runs(alerts),
                    texts(alerts, AlertRaised::cause))))
        .chain(() -> outbox.append(connection, alerts.stream().map(PgAlerts::event).toList()))
        .invoke(() -> alerts.forEach(PgAlerts::log));
  }

  @Override
  public Uni<UUID> test(String actor) {
    AlertRaised alert =
        new AlertRaised(
            TimeOrderedId.next(), "test", "test", null, null, "A test, asked for by " + actor);
    return work.atomically(connection -> raise(connection, List.of(alert))).replaceWith(alert.id());
  }

  @Override
  public Uni<RiskViews.Listing> list(RiskViews.Range range) {
    return work.reading(connection ->
            connection
                .preparedQuery(
                    schema.sql(
                        "select json_build_object('id', id, 'source', source, 'job', job,"
                            + " 'portfolio_id', portfolio_id, 'run_id', run_id, 'cause', cause,"
                            + " 'raised_at', raised_at) as view, count(*) over () as total"
                            + " from {schema}.alert order by raised_at desc, id"
                            + " limit $1 offset $2"))
                .execute(Tuple.of(range.limit(), range.offset())))
        .map(PgAlerts::listing);
  }

  private static RiskViews.Listing listing(RowSet<Row> rows) {
    return new RiskViews.Listing(
        stream(rows).map(row -> ((JsonObject) row.getValue("view")).getMap()).toList(),
        stream(rows).findFirst().map(row -> row.getLong("total")).orElse(0L));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static OutgoingEvent event(AlertRaised alert) {
    return OutgoingEvent.of(Topics.ALERTS, alert.id().toString(), alert);
  }

  private static void log(AlertRaised alert) {
    LOG.errorf(
        "alert: source=%s job=%s portfolio=%s run_id=%s cause=%s",
        alert.source(), alert.job(), alert.portfolioId(), alert.runId(), alert.cause());
  }

  private static String[] texts(List<AlertRaised> alerts, Function<AlertRaised, String> of) {
    return alerts.stream().map(of).toArray(String[]::new);
  }

  private static @Nullable Long[] portfolios(List<AlertRaised> alerts) {
    return alerts.stream().map(AlertRaised::portfolioId).toArray(Long[]::new);
  }

  private static @Nullable UUID[] runs(List<AlertRaised> alerts) {
    return alerts.stream().map(AlertRaised::runId).toArray(UUID[]::new);
  }
}
