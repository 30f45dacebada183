package io.plimsoll.platform.queue;

import io.plimsoll.platform.queue.Claims.Taken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Keeps one handler busy: claims as many items as it has room for, in worthwhile numbers, and sees
 * each to its end. Lives on the worker's context.
 */
final class Lane {
  private static final Logger LOG = Logger.getLogger(Lane.class);

  /** Room that came free is gathered this long before a claim for less than half of it. */
  private static final long GATHER_MILLIS = 2;

  private final Context context;
  private final WorkHandler handler;
  private final Claims claims;
  private final Finisher finisher;
  private final HandlerRun runs;
  private final int room;
  private final int largestClaim;
  private final Map<Long, Held> held = new HashMap<>();
  private boolean mayHaveMore;
  private boolean nothingElseWaits;
  private boolean claiming;
  private boolean gathering;
  private boolean isOpen = true;

  Lane(
      Context context,
      WorkHandler handler,
      List<ContextInternal> loops,
      Claims claims,
      Finisher finisher,
      QueueConfig config) {
    this.context = context;
    this.handler = handler;
    this.claims = claims;
    this.finisher = finisher;
    this.room = Math.max(1, handler.concurrency());
    this.largestClaim = Math.min(room, config.claim());
    this.runs =
        new HandlerRun(
            handler,
            loops,
            (item, outcome) -> context.runOnContext(_ -> handlerEnded(item, outcome)));
  }

  WorkHandler handler() {
    return handler;
  }

  Collection<Held> held() {
    return held.values();
  }

  /** Says that there may be items to claim. */
  void wake() {
    mayHaveMore = true;
    claimIfWorth();
  }

  /** Claims no more. */
  void close() {
    isOpen = false;
  }

  /** Takes an item in hand that another statement leased, only to end it. */
  Future<Void> giveUp(WorkItem item, String error) {
    Held one = new Held(item, this);
    one.end();
    held.put(item.id().value(), one);
    return finisher.giveUp(one, handler, error).onComplete(_ -> release(one));
  }

  /** Takes an item in hand that another statement leased, only to cancel it. */
  Future<Void> cancel(WorkItem item) {
    Held one = new Held(item, this);
    one.end();
    held.put(item.id().value(), one);
    return finisher.cancel(one, handler).onComplete(_ -> release(one));
  }

  /** Tells a handler to let go, and does not wait for its answer for ever. */
  void letGo(Held item, Held.Reason reason, long patienceMillis) {
    boolean first = item.reason().isEmpty();
    item.letGo(reason);
    if (first) {
      context
          .owner()
          .setTimer(patienceMillis, _ -> context.runOnContext(_ -> abandonIfStillHeld(item)));
    }
  }

  private void abandonIfStillHeld(Held item) {
    if (held.get(item.item.id().value()) == item) {
      runs.abandon(item);
    }
  }

  private void claimIfWorth() {
    int free = room - held.size();
    if (!isOpen || !mayHaveMore || claiming || free < 1) {
      return;
    }
    if (free >= Math.min(largestClaim, Math.max(1, room / 2))) {
      claim(Math.min(free, largestClaim));
    } else if (!gathering) {
      gathering = true;
      context.owner().setTimer(GATHER_MILLIS, _ -> context.runOnContext(_ -> gathered()));
    }
  }

  private void gathered() {
    gathering = false;
    int free = room - held.size();
    if (isOpen && mayHaveMore && !claiming && free > 0) {
      claim(Math.min(free, largestClaim));
    }
  }

  /** Groups first for half of the room, or all of it when nothing else waited of late. */
  private void claim(int most) {
    claiming = true;
    mayHaveMore = false;
    claims
        .grouped(handler.kind(), nothingElseWaits ? most : Math.max(1, most / 2))
        .compose(grouped -> plainToo(grouped, most))
        .onComplete(done -> {
          claiming = false;
          if (done.failed()) {
            LOG.warnf("claim failed kind=%s cause=\"%s\"", handler.kind(), done.cause());
          }
          claimIfWorth();
        });
  }

  private Future<Void> plainToo(List<Taken> grouped, int most) {
    start(grouped);
    mayHaveMore |= !grouped.isEmpty();
    int left = most - grouped.size();
    return claims
        .plain(handler.kind(), left)
        .map(plain -> {
          start(plain);
          mayHaveMore |= plain.size() >= left;
          nothingElseWaits = plain.isEmpty() && left > 0;
          return null;
        });
  }

  private void start(List<Taken> taken) {
    List<Held> fresh = new ArrayList<>(taken.size());
    for (Taken one : taken) {
      Held item = new Held(one.item(), this);
      Held before = held.put(one.item().id().value(), item);
      if (before != null) {
        before.letGo(Held.Reason.LOST);
      }
      if (!isOpen) {
        item.end();
        handlerEnded(item, new Outcome.Broken(new TransientFault("shutting down")));
      } else if (one.isLate()) {
        item.end();
        finisher.giveUp(item, handler, "deadline passed").onComplete(_ -> release(item));
      } else {
        fresh.add(item);
      }
    }
    if (!fresh.isEmpty()) {
      runs.start(fresh);
    }
  }

  private void handlerEnded(Held item, Outcome outcome) {
    finisher.finish(item, handler, outcome).onComplete(_ -> release(item));
  }

  /** A slot of a group came free with the item, so there may be more to claim in it. */
  private void release(Held item) {
    if (held.remove(item.item.id().value(), item)) {
      mayHaveMore |= item.item.group().isPresent();
      claimIfWorth();
    }
  }

  /** Forgets an item whose lease was given back. */
  void forget(Held item) {
    item.letGo(Held.Reason.LOST);
    held.remove(item.item.id().value(), item);
  }
}
