package io.plimsoll.batch.pipelines.store;

import io.plimsoll.batch.pipelines.PipelinesConfig;
import io.plimsoll.batch.pipelines.core.CronSchedule;
import io.plimsoll.batch.pipelines.core.RunRequest;
import io.plimsoll.batch.pipelines.core.TriggerKind;
import io.plimsoll.platform.migration.Readiness;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.security.Actor;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Starts the runs of schedules. Any number of replicas look; the row lock of a due schedule gives
 * it to one, and the run and the schedule's next time are one transaction. Times are the
 * database's.
 */
@ApplicationScoped
public class ScheduleClock {
  private static final Logger LOG = Logger.getLogger(ScheduleClock.class);

  private final SqlWork work;
  private final Schema schema;
  private final Readiness readiness;
  private final PgPipelines pipelines;
  private final RunKeeper runs;
  private final PipelinesConfig config;
  private final AtomicBoolean hasBuiltIn = new AtomicBoolean();

  ScheduleClock(
      SqlWork work,
      Schema schema,
      Readiness readiness,
      PgPipelines pipelines,
      RunKeeper runs,
      PipelinesConfig config) {
    this.work = work;
    this.schema = schema;
    this.readiness = readiness;
    this.pipelines = pipelines;
    this.runs = runs;
    this.config = config;
  }

  /** Looks once; does nothing until the schema is there. */
  @Scheduled(
      every = "${plimsoll.batch.pipelines.poll:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> look() {
    return switch (readiness.state()) {
      case Readiness.State.Ready _ ->
          putBuiltIn().chain(() -> work.atomically(this::startDue)).replaceWithVoid();
      case Readiness.State.Waiting _, Readiness.State.Stopping _ -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> putBuiltIn() {
    return hasBuiltIn.get()
        ? Uni.createFrom().voidItem()
        : work.atomically(pipelines::putBuiltIn).invoke(() -> hasBuiltIn.set(true));
  }

  private Uni<Void> startDue(SqlConnection connection) {
    return connection
        .query(
            schema.sql(
                """
                select pipeline, position, cron, zone, next_at, now() as now
                  from {schema}.pipeline_trigger
                 where next_at <= now() order by next_at limit 100 for update skip locked\
                """))
        .execute()
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(ScheduleClock::toDue).toList())
        .chain(due -> startAll(connection, due));
  }

  private Uni<Void> startAll(SqlConnection connection, List<Due> due) {
    Uni<Void> started = Uni.createFrom().voidItem();
    for (Due schedule : due) {
      started = started.chain(() -> start(connection, schedule));
    }
    return started;
  }

  private Uni<Void> start(SqlConnection connection, Due due) {
    boolean isMissed = due.at().plus(config.grace()).isBefore(due.now());
    if (isMissed) {
      LOG.warnf("schedule missed: pipeline=%s due=%s", due.pipeline(), due.at());
    }
    return (isMissed ? Uni.createFrom().voidItem() : open(connection, due))
        .chain(() -> reschedule(connection, due));
  }

  private Uni<Void> open(SqlConnection connection, Due due) {
    RunRequest request =
        new RunRequest(
            due.pipeline(),
            java.util.Map.of(),
            RunRequest.Cause.of(TriggerKind.CRON, due.position() + ":" + due.at()),
            Actor.schedule(due.pipeline()).name());
    return runs.open(connection, request)
        .replaceWithVoid()
        .onFailure(Rejected.class)
        .recoverWithUni(refused -> {
          LOG.warnf(
              "schedule refused: pipeline=%s reason=%s", due.pipeline(), refused.getMessage());
          return Uni.createFrom().voidItem();
        });
  }

  private Uni<Void> reschedule(SqlConnection connection, Due due) {
    Instant next = CronSchedule.of(due.cron(), due.zone()).next(due.now()).orElse(null);
    return connection
        .preparedQuery(
            schema.sql(
                "update {schema}.pipeline_trigger set next_at = $3 where pipeline = $1 and position = $2"))
        .execute(
            Tuple.of(
                due.pipeline(),
                due.position(),
                next == null ? null : next.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  private static Due toDue(Row row) {
    return new Due(
        row.getString("pipeline"),
        row.getInteger("position"),
        row.getString("cron"),
        ZoneId.of(row.getString("zone")),
        row.getOffsetDateTime("next_at").toInstant(),
        row.getOffsetDateTime("now").toInstant());
  }

  private record Due(
      String pipeline, int position, String cron, ZoneId zone, Instant at, Instant now) {}
}
