package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.EventArrays;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.outbox.RelayBell;
import io.plimsoll.platform.work.FaultKind;
import io.plimsoll.platform.work.WorkerConnections;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
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
  private final WorkerConnections connections;
  private final QueueStatements statements;
  private final QueueConfig config;
  private final RelayBell relay;
  private List<Pending> waiting = new ArrayList<>();
  private int inFlight;
  private boolean timed;

  Completions(
      Context context,
      WorkerConnections connections,
      QueueStatements statements,
      QueueConfig config,
      RelayBell relay) {
    this.context = context;
    this.connections = connections;
    this.statements = statements;
    this.config = config;
    this.relay = relay;
  }

  /** Ends when the result is stored or its lease turned out to be lost; fails if it cannot be. */
  Future<Void> add(WorkItem item, Completion.Result result) {
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
    FinishArrays items = new FinishArrays();
    EventArrays events = new EventArrays();
    for (Pending pending : batch) {
      items.add(pending.item(), WorkStatus.DONE, pending.result().result().encode(), null);
      for (OutgoingEvent event : pending.result().events()) {
        events.add(pending.item().id().value(), event);
      }
    }
    boolean silent = events.size() == 0;
    Tuple arguments = silent ? items.toTuple() : events.into(items.toTuple());
    String statement = silent ? statements.finish : statements.finishWithEvents;
    return connections
        .run(statement, arguments)
        .map(rows -> rows.iterator().next().getInteger("n"))
        .onSuccess(_ -> ringFor(events));
  }

  private void ringFor(EventArrays events) {
    if (events.size() > 0) {
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

  private record Pending(WorkItem item, Completion.Result result, Promise<Void> stored) {}
}
