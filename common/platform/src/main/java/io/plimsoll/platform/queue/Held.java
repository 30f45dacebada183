package io.plimsoll.platform.queue;

import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An item in this process's hands, and what its handler sees of it; safe from any thread. */
final class Held implements WorkControl {

  /** Why a handler should let go. */
  enum Reason {
    /** Somebody cancelled the item. */
    CANCELLED,
    /** Its deadline passed. */
    LATE,
    /** Another worker may have it: whatever comes is thrown away. */
    LOST
  }

  /** What a handler told last. */
  record Told(double fraction, JsonObject detail) {}

  final WorkItem item;
  final Lane lane;
  private final AtomicReference<@Nullable Told> told = new AtomicReference<>();
  private final List<Runnable> actions = new ArrayList<>();
  private @Nullable Reason reason;
  private @Nullable Cancellable run;
  private boolean ended;

  Held(WorkItem item, Lane lane) {
    this.item = item;
    this.lane = lane;
  }

  @Override
  public void progress(double fraction, JsonObject detail) {
    double bounded = Double.isNaN(fraction) ? 0 : Math.clamp(fraction, 0.0, 1.0);
    told.set(new Told(bounded, detail));
  }

  /** What is new since the last look. */
  Optional<Told> takeProgress() {
    return Optional.ofNullable(told.getAndSet(null));
  }

  @Override
  public synchronized boolean isCancelled() {
    return reason != null;
  }

  synchronized Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (reason == null) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Tells the handler to let go; the first reason stays, but for a lost lease. */
  void letGo(Reason why) {
    List<Runnable> told;
    synchronized (this) {
      if (reason != null) {
        reason = why == Reason.LOST ? why : reason;
        return;
      }
      reason = why;
      told = List.copyOf(actions);
      actions.clear();
    }
    told.forEach(Runnable::run);
  }

  synchronized void runsAs(Cancellable run) {
    this.run = run;
  }

  /** Ends waiting for the handler's answer. */
  void abandon() {
    Cancellable running;
    synchronized (this) {
      running = run;
    }
    if (running != null) {
      running.cancel();
    }
  }

  /** True once: for the first who says that the handler has ended. */
  synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }
}
