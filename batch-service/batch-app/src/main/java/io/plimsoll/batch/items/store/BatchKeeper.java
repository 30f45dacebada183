package io.plimsoll.batch.items.store;

import io.plimsoll.batch.items.ItemsConfig;
import io.plimsoll.batch.items.core.BatchFacts;
import io.plimsoll.batch.items.core.StoredBatch;
import io.plimsoll.platform.migration.Readiness;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Tells the transitions of batches, which happen wherever an item ends: any replica looks, the lock
 * of a batch's row gives it to one, and the event and the note of it are one transaction. It also
 * sees that a cancelled batch ends, whatever came between.
 */
@ApplicationScoped
public class BatchKeeper {
  /** Cheap questions only: what has changed is counted afterwards, under the row's lock. */
  private static final String LOOK =
      """
      select id, cancelling,
        (told = 'pending' and begun) or not unfinished or due as changed
      from (
        select b.id, b.told, b.cancel_requested_at is not null as cancelling,
          b.told_at < now() - $1::bigint * interval '1 ms' as due,
          running or exists (select from {schema}.work_ready where group_id = b.id::text
              and group_id is not null and not delayed)
            or exists (select from {schema}.work_ready where group_id = b.id::text
              and group_id is not null and delayed) as unfinished,
          running or (b.told = 'pending' and exists (select from {schema}.work_done
              where group_id = b.id::text and group_id is not null and attempt > 0)) as begun
        from {schema}.batch b
        cross join lateral (select exists (select from {schema}.work_running
          where group_id = b.id::text and group_id is not null) as running) r
        where b.told in ('pending', 'processing')) seen
      where cancelling or (told = 'pending' and begun) or not unfinished or due
      limit 100\
      """;

  private final SqlWork work;
  private final Schema schema;
  private final Readiness readiness;
  private final PgBatches batches;
  private final BatchDesk desk;
  private final Outbox outbox;
  private final ItemsConfig config;

  BatchKeeper(
      SqlWork work,
      Schema schema,
      Readiness readiness,
      PgBatches batches,
      BatchDesk desk,
      Outbox outbox,
      ItemsConfig config) {
    this.work = work;
    this.schema = schema;
    this.readiness = readiness;
    this.batches = batches;
    this.desk = desk;
    this.outbox = outbox;
    this.config = config;
  }

  /** Looks once; does nothing until the schema is there. */
  @Scheduled(
      every = "${plimsoll.batch.items.watch:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> look() {
    return switch (readiness.state()) {
      case Readiness.State.Ready _ -> work.reading(this::seen).chain(this::keepAll);
      case Readiness.State.Waiting _, Readiness.State.Stopping _ -> Uni.createFrom().voidItem();
    };
  }

  private Uni<List<Seen>> seen(SqlConnection connection) {
    return connection
        .preparedQuery(schema.sql(LOOK))
        .execute(Tuple.of(config.tell().toMillis()))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(BatchKeeper::toSeen).toList());
  }

  private static Seen toSeen(Row row) {
    return new Seen(row.getUUID("id"), row.getBoolean("cancelling"), row.getBoolean("changed"));
  }

  private record Seen(UUID id, boolean isCancelling, boolean isChanged) {}

  private Uni<Void> keepAll(List<Seen> all) {
    Uni<Void> kept = Uni.createFrom().voidItem();
    for (Seen seen : all) {
      kept = kept.chain(() -> keep(seen));
    }
    return kept;
  }

  private Uni<Void> keep(Seen seen) {
    Uni<Void> swept =
        seen.isCancelling() ? desk.sweep(seen.id()).replaceWithVoid() : Uni.createFrom().voidItem();
    return seen.isChanged()
        ? swept.chain(() -> work.atomically(connection -> tell(connection, seen.id())))
        : swept;
  }

  private Uni<Void> tell(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select id from {schema}.batch where id = $1 and told in ('pending', 'processing')
                for update skip locked\
                """))
        .execute(Tuple.of(id))
        .chain(rows ->
            rows.size() == 0
                ? Uni.createFrom().voidItem()
                : batches.get(connection, id).chain(batch -> tell(connection, batch)));
  }

  private Uni<Void> tell(SqlConnection connection, StoredBatch batch) {
    boolean moved = batch.progress().status() != batch.told().status();
    boolean further = batch.progress().terminal() != batch.told().terminal();
    if (!moved && !further) {
      return batches.told(connection, batch);
    }
    return batches
        .lastError(connection, batch)
        .map(error -> BatchFacts.since(batch, error.orElse("")))
        .chain(facts -> outbox.append(connection, facts))
        .chain(() -> batches.told(connection, batch));
  }
}
