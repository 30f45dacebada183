package io.plimsoll.platform.queue;

import io.plimsoll.platform.queue.RetryPolicy.Decision;
import io.plimsoll.platform.work.FaultKind;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.platform.work.WorkerConnections;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores how an item ended: done, tried again later, failed or cancelled; always fenced by its
 * lease.
 */
final class Finisher {
  private static final Logger LOG = Logger.getLogger(Finisher.class);
  private static final long RETRY_MILLIS = 1000;

  private final Context context;
  private final SqlWork work;
  private final WorkerConnections connections;
  private final FinishStatements statements;
  private final Completions completions;
  private final RetryPolicy retries;
  private final Duration ageing;
  private final Duration lookAfter;
  private final Duration lookAtLatest;

  Finisher(
      Context context,
      SqlWork work,
      WorkerConnections connections,
      FinishStatements statements,
      Completions completions,
      QueueConfig config) {
    this.context = context;
    this.work = work;
    this.connections = connections;
    this.statements = statements;
    this.completions = completions;
    this.retries = new RetryPolicy(config.retryAfter(), config.retryAtMost());
    this.ageing = config.ageing();
    this.lookAfter = config.lookAfter();
    this.lookAtLatest = config.lookAtLatest();
  }

  /** Ends when the item is out of this process's hands; never fails. */
  Future<Void> finish(Held held, WorkHandler handler, Outcome outcome) {
    return ending(held, handler, outcome)
        .recover(failure -> {
          LOG.errorf(failure, "item left to its lease work_id=%s", held.item.id());
          return Future.succeededFuture();
        });
  }

  private Future<Void> ending(Held held, WorkHandler handler, Outcome outcome) {
    Held.Reason reason = held.reason().orElse(null);
    if (reason != null) {
      return switch (reason) {
        case LOST -> Future.succeededFuture();
        case CANCELLED -> cancel(held, handler);
        case LATE -> giveUp(held, handler, "deadline passed");
      };
    }
    return switch (outcome) {
      case Outcome.Succeeded(Completion completion) -> succeed(held, handler, completion);
      case Outcome.Broken(Throwable cause) -> broken(held, handler, cause);
    };
  }

  private Future<Void> succeed(Held held, WorkHandler handler, Completion completion) {
    Future<Void> stored =
        switch (completion) {
          case Completion.Result result -> completions.add(held.item, result);
          case Completion.InTransaction own -> withEffect(held.item, own);
          case Completion.Waiting waiting -> putAside(held, waiting);
        };
    return stored.recover(
        failure -> failure instanceof LeaseLost lost ? lost(lost) : broken(held, handler, failure));
  }

  private Future<Void> withEffect(WorkItem item, Completion.InTransaction own) {
    return inTransaction(item, WorkStatus.DONE, own.result().encode(), null, own.effect());
  }

  /** Puts the item back until what it waits for arrives, or until it is time to look again. */
  private Future<Void> putAside(Held held, Completion.Waiting waiting) {
    return connections
        .run(statements.await, waitArguments(held.item, waiting))
        .<Void>mapEmpty()
        .recover(failure -> waiting(held, failure, () -> putAside(held, waiting)));
  }

  private io.vertx.sqlclient.Tuple waitArguments(WorkItem item, Completion.Waiting waiting) {
    long pause =
        Math.clamp(item.waited().toMillis(), lookAfter.toMillis(), lookAtLatest.toMillis());
    LOG.infof(
        "item waits work_id=%s kind=%s awaits=%s pause_ms=%d",
        item.id(), item.kind(), waiting.awaited(), pause);
    return io.vertx.sqlclient.Tuple.of(
        item.id().value(),
        item.leaseToken(),
        pause,
        ageing.toMillis(),
        waiting.reason(),
        waiting.awaited());
  }

  private Future<Void> broken(Held held, WorkHandler handler, Throwable cause) {
    WorkItem item = held.item;
    return switch (retries.decide(item, cause)) {
      case Decision.Again(Duration after, String error) -> {
        LOG.infof(
            "item broke, again later work_id=%s kind=%s attempt=%d after_ms=%d error=\"%s\"",
            item.id(), item.kind(), item.attempt(), after.toMillis(), error);
        yield again(held, after, error);
      }
      case Decision.GiveUp(String error) -> {
        LOG.warnf(
            logged(cause),
            "item given up work_id=%s kind=%s attempt=%d error=\"%s\"",
            item.id(),
            item.kind(),
            item.attempt(),
            error);
        yield giveUp(held, handler, error);
      }
    };
  }

  /** A defect is logged with its stack, anything else is told by its message. */
  private static @Nullable Throwable logged(Throwable cause) {
    return cause instanceof PermanentFault || FaultKind.of(cause) != FaultKind.DEFECT
        ? null
        : cause;
  }

  private Future<Void> again(Held held, Duration after, String error) {
    return connections
        .run(statements.retry, retryArguments(List.of(held.item), after, error, 0))
        .<Void>mapEmpty()
        .recover(failure -> waiting(held, failure, () -> again(held, after, error)));
  }

  /** Puts items back without counting this attempt: the process is going away. */
  Future<Void> release(List<WorkItem> items) {
    return connections
        .run(statements.retry, retryArguments(items, Duration.ZERO, null, 1))
        .mapEmpty();
  }

  private io.vertx.sqlclient.Tuple retryArguments(
      List<WorkItem> items, Duration after, @Nullable String error, int uncounted) {
    int n = items.size();
    Long[] delays = new Long[n];
    @Nullable String[] errors = new String[n];
    Short[] back = new Short[n];
    java.util.Arrays.fill(delays, after.toMillis());
    java.util.Arrays.fill(errors, error);
    java.util.Arrays.fill(back, (short) uncounted);
    return io.vertx.sqlclient.Tuple.tuple()
        .addArrayOfLong(items.stream().map(item -> item.id().value()).toArray(Long[]::new))
        .addArrayOfUUID(items.stream().map(WorkItem::leaseToken).toArray(UUID[]::new))
        .addArrayOfLong(delays)
        .addArrayOfString(errors)
        .addArrayOfShort(back)
        .addLong(ageing.toMillis());
  }

  /** Fails the item and lets the handler say so in its own tables, in one transaction. */
  Future<Void> giveUp(Held held, WorkHandler handler, String error) {
    return inTransaction(
            held.item,
            WorkStatus.FAILED,
            null,
            error,
            connection -> handler.onFailed(connection, held.item, error))
        .recover(failure -> waiting(held, failure, () -> giveUp(held, handler, error)));
  }

  /** Cancels the item and lets the handler say so in its own tables, in one transaction. */
  Future<Void> cancel(Held held, WorkHandler handler) {
    return inTransaction(
            held.item,
            WorkStatus.CANCELLED,
            null,
            null,
            connection -> handler.onCancelled(connection, held.item))
        .recover(failure -> waiting(held, failure, () -> cancel(held, handler)));
  }

  private interface Step {
    Future<Void> run();
  }

  /** What may pass is tried again for as long as the lease is ours. */
  private Future<Void> waiting(Held held, Throwable failure, Step step) {
    if (failure instanceof LeaseLost lost) {
      return lost(lost);
    }
    if (!FaultKind.of(failure).isTransient() || held.reason().orElse(null) == Held.Reason.LOST) {
      return Future.failedFuture(failure);
    }
    LOG.warnf("item's end not stored yet work_id=%s cause=\"%s\"", held.item.id(), failure);
    Promise<Void> later = Promise.promise();
    context
        .owner()
        .setTimer(RETRY_MILLIS, _ -> context.runOnContext(_ -> step.run().onComplete(later)));
    return later.future();
  }

  private static Future<Void> lost(LeaseLost lost) {
    LOG.warnf("result thrown away, %s", lost.getMessage());
    return Future.succeededFuture();
  }

  private Future<Void> inTransaction(
      WorkItem item,
      WorkStatus status,
      @Nullable String result,
      @Nullable String error,
      Function<SqlConnection, Uni<Void>> effect) {
    Tuple arguments = Tuple.newInstance(FinishArrays.of(item, status, result, error));
    Uni<Void> transaction =
        work.atomically(
            connection -> fence(connection, item, arguments).chain(() -> effect.apply(connection)));
    return UniHelper.toFuture(transaction);
  }

  private Uni<Void> fence(SqlConnection connection, WorkItem item, Tuple arguments) {
    return connection
        .preparedQuery(statements.finish)
        .execute(arguments)
        .invoke(rows -> {
          if (rows.iterator().next().getInteger("n") == 0) {
            throw new LeaseLost(item);
          }
        })
        .replaceWithVoid();
  }

  /** The item is not ours any more: whatever we computed is thrown away. */
  private static final class LeaseLost extends RuntimeException {
    LeaseLost(WorkItem item) {
      super(
          "lease lost work_id=%s attempt=%d".formatted(item.id(), item.attempt()),
          null,
          false,
          false);
    }
  }
}
