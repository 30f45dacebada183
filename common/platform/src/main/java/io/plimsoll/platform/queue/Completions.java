package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.ItemSubject;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.outbox.RelayBell;
import io.plimsoll.platform.work.FaultKind;
import io.plimsoll.platform.work.WorkerConnections;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Stores results and their events for many items in one statement, fenced by each item's lease. A
 * result waits for others at most {@link QueueConfig#flushAfter}. Lives on the worker's context.
 */
final class Completions {
  private static final Logger LOG = Logger.getLogger(Completions.class);
  private static final int FLIGHTS = 2;
  private static final long RETRY_MILLIS = 250;

  private final Context context;
  private final WorkerConnections plain;
  private final WorkerConnections connections;
  private final FinishStatements statements;
  private final QueueConfig config;
  private final RelayBell relay;
  private List<Pending> waiting = new ArrayList<>();
  private int inFlight;
  private boolean timed;

  /**
   * @param plain for the statements whose plans are kept
   * @param connections for the others
   */
  Completions(
      Context context,
      WorkerConnections plain,
      WorkerConnections connections,
      FinishStatements statements,
      QueueConfig config,
      RelayBell relay) {
    this.context = context;
    this.plain = plain;
    this.connections = connections;
    this.statements = statements;
    this.config = config;
    this.relay = relay;
  }

  /** Ends when the result is stored or its lease turned out to be lost; fails if it cannot be. */
  Future<Void> add(WorkItem item, Completion.Result result) {
    for (OutgoingEvent event : result.events()) {
      if (ItemSubject.is(event.subject()) && !event.subject().equals(item.subject())) {
        return Future.failedFuture(
            new PermanentFault(
                "event's subject: '%s' (expected: not another item)".formatted(event.subject())));
      }
    }
    Pending pending = new Pending(item, result, Promise.promise());
    waiting.add(pending);
    if (waiting.size() >= config.flush()) {
      flush();
    } else if (!timed && inFlight < FLIGHTS) {
      timed = true;
      long millis = Math.max(1, config.flushAfter().toMillis());
      context.owner().setTimer(millis, _ -> context.runOnContext(_ -> onTime()));
    }
    return pending.stored().future();
  }

  private void onTime() {
    timed = false;
    flush();
  }

  private void flush() {
    if (waiting.isEmpty() || inFlight >= FLIGHTS) {
      return;
    }
    List<Pending> batch = waiting;
    if (batch.size() > config.flush()) {
      waiting = new ArrayList<>(batch.subList(config.flush(), batch.size()));
      batch = batch.subList(0, config.flush());
    } else {
      waiting = new ArrayList<>();
    }
    inFlight++;
    store(batch)
        .onComplete(_ -> {
          inFlight--;
          flush();
        });
  }

  /** Never fails: each item's own promise says what became of it. */
  private Future<Void> store(List<Pending> batch) {
    return run(batch).map(stored -> told(batch, stored)).recover(failure -> again(batch, failure));
  }

  private Void told(List<Pending> batch, int stored) {
    if (stored < batch.size()) {
      LOG.warnf("results thrown away, leases lost items=%d", batch.size() - stored);
    }
    batch.forEach(pending -> pending.stored().complete());
    return null;
  }

  private Future<Integer> run(List<Pending> batch) {
    FinishBatch finish = new FinishBatch(batch);
    return (finish.isPlain() ? plain : connections)
        .run(finish.statement(statements), finish.arguments())
        .map(rows -> rows.iterator().next().getInteger("n"))
        .onSuccess(_ -> ringFor(finish));
  }

  private void ringFor(FinishBatch finish) {
    if (finish.hasEvents()) {
      relay.ring();
    }
  }

  /** What may pass is tried again; of what cannot, the one item at fault is found by halving. */
  private Future<Void> again(List<Pending> batch, Throwable failure) {
    if (FaultKind.of(failure).isTransient()) {
      LOG.warnf("results not stored yet items=%d cause=\"%s\"", batch.size(), failure);
      Promise<Void> later = Promise.promise();
      context
          .owner()
          .setTimer(RETRY_MILLIS, _ -> context.runOnContext(_ -> store(batch).onComplete(later)));
      return later.future();
    }
    if (batch.size() == 1) {
      batch.getFirst().stored().fail(failure);
      return Future.succeededFuture();
    }
    int half = batch.size() / 2;
    return store(batch.subList(0, half)).compose(_ -> store(batch.subList(half, batch.size())));
  }

  private record Pending(WorkItem item, Completion.Result result, Promise<Void> stored)
      implements FinishBatch.Ended {}
}
