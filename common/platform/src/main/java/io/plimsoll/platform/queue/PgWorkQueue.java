package io.plimsoll.platform.queue;

import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.work.CommitHooks;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link WorkQueue} on PostgreSQL. */
public final class PgWorkQueue implements WorkQueue {
  private static final Duration COME_BACK = Duration.ofSeconds(10);
  private static final int CANCEL_TRIES = 3;

  /** Longer statements with keys would be planned for ten rows and join their parts slowly. */
  private static final int MOST_KEYED = 500;

  private static final UUID NO_LEASE = new UUID(0, 0);

  private final SqlWork work;
  private final CommitHooks hooks;
  private final Doorbell bell;
  private final QueueConfig config;
  private final QueueStatements statements;
  private final Iterable<WorkHandler> handlers;
  private final SessionEnqueue inSession;
  private final CoalescedEnqueue coalesced;

  /**
   * @param handlers asked only when an item is cancelled, because they may need this queue
   */
  public PgWorkQueue(
      SqlWork work,
      CommitHooks hooks,
      Schema schema,
      Doorbell bell,
      QueueConfig config,
      Iterable<WorkHandler> handlers) {
    this.work = work;
    this.hooks = hooks;
    this.bell = bell;
    this.config = config;
    this.statements = new QueueStatements(schema);
    this.handlers = handlers;
    this.inSession = new SessionEnqueue(statements, config, hooks, bell);
    this.coalesced =
        new CoalescedEnqueue(
            items -> work.atomically(connection -> enqueue(connection, items)), config.claim());
  }

  @Override
  public Uni<List<WorkId>> enqueue(SqlConnection connection, List<NewWork> items) {
    if (items.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    if (items.stream().allMatch(item -> item.key().isEmpty() && item.group().isEmpty())) {
      return enqueue(connection, statements.enqueuePlain, items)
          .invoke(() -> hooks.after(connection, () -> bell.enqueued(items.size())));
    }
    Uni<List<WorkId>> ids = Uni.createFrom().item(new ArrayList<>(items.size()));
    for (int first = 0; first < items.size(); first += MOST_KEYED) {
      List<NewWork> some = items.subList(first, Math.min(items.size(), first + MOST_KEYED));
      ids = ids.chain(before -> more(before, enqueue(connection, statements.enqueue, some)));
    }
    return ids.invoke(() -> hooks.after(connection, () -> bell.enqueued(items.size())));
  }

  private static Uni<List<WorkId>> more(List<WorkId> before, Uni<List<WorkId>> next) {
    return next.map(some -> {
      before.addAll(some);
      return before;
    });
  }

  private Uni<List<WorkId>> enqueue(
      SqlConnection connection, String statement, List<NewWork> items) {
    return Uni.createFrom()
        .deferred(() ->
            connection
                .preparedQuery(statement)
                .execute(Tuple.newInstance(NewWorkArrays.of(items, config.ageing()))))
        .map(PgWorkQueue::ids);
  }

  private static List<WorkId> ids(RowSet<Row> rows) {
    List<WorkId> ids = new ArrayList<>(rows.size());
    for (Row row : rows) {
      ids.add(new WorkId(row.getLong("id")));
    }
    return ids;
  }

  @Override
  public Uni<List<WorkId>> enqueueInSession(List<NewWork> items) {
    return items.isEmpty() ? Uni.createFrom().item(List.of()) : inSession.enqueue(items);
  }

  @Override
  public Uni<WorkId> submit(NewWork item) {
    return coalesced.submit(item);
  }

  @Override
  public Uni<Void> arrived(SqlConnection connection, String awaited) {
    return connection
        .preparedQuery(statements.arrived)
        .execute(Tuple.of(awaited, config.ageing().toMillis()))
        .map(rows -> rows.iterator().next().getInteger("n"))
        .invoke(items -> ringFor(connection, items))
        .replaceWithVoid();
  }

  private void ringFor(SqlConnection connection, int items) {
    if (items > 0) {
      hooks.after(connection, () -> bell.enqueued(items));
    }
  }

  @Override
  public Uni<Optional<TrackedWork>> find(WorkId id) {
    return findOne(statements.find, Tuple.of(id.value()));
  }

  @Override
  public Uni<Optional<TrackedWork>> find(String kind, String key) {
    return findOne(statements.findByKey, Tuple.of(kind, key));
  }

  private Uni<Optional<TrackedWork>> findOne(String statement, Tuple arguments) {
    return work.reading(connection -> connection.preparedQuery(statement).execute(arguments))
        .map(rows ->
            rows.size() == 0
                ? Optional.empty()
                : Optional.of(WorkRows.tracked(rows.iterator().next().getDelegate())));
  }

  @Override
  public Uni<Boolean> cancel(WorkId id) {
    return cancel(id, CANCEL_TRIES);
  }

  /** An item may move between the two looks, so an item not found is looked for again. */
  private Uni<Boolean> cancel(WorkId id, int tries) {
    return cancelWaiting(statements.cancelReady, Tuple.of(id.value()))
        .chain(waiting -> waiting > 0 ? Uni.createFrom().item(waiting) : cancelRunning(id))
        .chain(found ->
            found > 0 || tries <= 1 ? Uni.createFrom().item(found > 0) : cancel(id, tries - 1));
  }

  private Uni<Integer> cancelRunning(WorkId id) {
    return work.atomically(connection ->
        connection
            .preparedQuery(statements.cancelRunning)
            .execute(Tuple.of(id.value()))
            .map(RowSet::rowCount));
  }

  private Uni<Integer> cancelWaiting(String statement, Tuple arguments) {
    return work.atomically(connection ->
        connection
            .preparedQuery(statement)
            .execute(arguments)
            .chain(rows -> tellCancelled(connection, rows)));
  }

  /** The handlers say so in their own tables, in the same transaction. */
  private Uni<Integer> tellCancelled(SqlConnection connection, RowSet<Row> rows) {
    Uni<Void> told = Uni.createFrom().voidItem();
    for (Row row : rows) {
      WorkItem item = WorkRows.item(row.getDelegate(), NO_LEASE);
      told = told.chain(() -> tellCancelled(connection, item));
    }
    return told.replaceWith(rows.size());
  }

  private Uni<Void> tellCancelled(SqlConnection connection, WorkItem item) {
    for (WorkHandler handler : handlers) {
      if (handler.kind().equals(item.kind())) {
        return handler.onCancelled(connection, item);
      }
    }
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Integer> cancelGroup(String group) {
    return cancelGroup(group, 0);
  }

  private Uni<Integer> cancelGroup(String group, int before) {
    return cancelWaiting(statements.cancelGroupReady, Tuple.of(group))
        .chain(some ->
            some > 0
                ? cancelGroup(group, before + some)
                : cancelGroupRunning(group).map(running -> before + running));
  }

  private Uni<Integer> cancelGroupRunning(String group) {
    return work.atomically(connection ->
        connection
            .preparedQuery(statements.cancelGroupRunning)
            .execute(Tuple.of(group))
            .map(RowSet::rowCount));
  }

  @Override
  public Uni<Void> pause(String group) {
    return setPaused(group, true);
  }

  @Override
  public Uni<Void> resume(String group) {
    return setPaused(group, false).invoke(() -> bell.enqueued(1));
  }

  private Uni<Void> setPaused(String group, boolean isPaused) {
    return work.atomically(connection ->
        connection
            .preparedQuery(statements.pause)
            .execute(Tuple.of(group, isPaused))
            .replaceWithVoid());
  }

  @Override
  public Uni<Void> defineGroup(SqlConnection connection, String group, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: %d (expected: >= 1)".formatted(limit));
    }
    return connection
        .preparedQuery(statements.defineGroup)
        .execute(Tuple.of(group, limit))
        .replaceWithVoid();
  }

  @Override
  public Uni<Depth> depth() {
    return work.reading(connection ->
            connection.preparedQuery(statements.depth).execute(Tuple.of(config.limit())))
        .map(rows -> rows.iterator().next())
        .map(row -> new Depth(row.getLong("ready"), row.getLong("running")));
  }

  @Override
  public Uni<Void> admit() {
    return depth()
        .invoke(depth -> {
          if (depth.ready() >= config.limit()) {
            throw new ServiceException.TooMany(
                "%d items wait already (limit: %d)".formatted(depth.ready(), config.limit()),
                COME_BACK);
          }
        })
        .replaceWithVoid();
  }
}
