package io.plimsoll.platform.queue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.mutiny.vertx.UniHelper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes one transaction of many callers' single items: while one is under way the next gathers.
 * Each caller hears after the commit.
 */
final class CoalescedEnqueue {
  private final Function<List<NewWork>, Uni<List<WorkId>>> enqueue;
  private final int most;
  private List<Caller> waiting = new ArrayList<>();
  private boolean underWay;

  CoalescedEnqueue(Function<List<NewWork>, Uni<List<WorkId>>> enqueue, int most) {
    this.enqueue = enqueue;
    this.most = most;
  }

  Uni<WorkId> submit(NewWork item) {
    return Uni.createFrom().emitter(emitter -> add(new Caller(item, emitter)));
  }

  private void add(Caller caller) {
    List<Caller> batch;
    synchronized (this) {
      waiting.add(caller);
      batch = takeIfIdle();
    }
    send(batch);
  }

  private void send(List<Caller> batch) {
    if (batch.isEmpty()) {
      return;
    }
    UniHelper.toFuture(enqueue.apply(batch.stream().map(Caller::item).toList()))
        .onComplete(done -> {
          next();
          if (done.succeeded()) {
            tell(batch, done.result());
          } else {
            batch.forEach(caller -> caller.emitter().fail(done.cause()));
          }
        });
  }

  private void next() {
    List<Caller> batch;
    synchronized (this) {
      underWay = false;
      batch = takeIfIdle();
    }
    send(batch);
  }

  private synchronized List<Caller> takeIfIdle() {
    if (underWay || waiting.isEmpty()) {
      return List.of();
    }
    underWay = true;
    List<Caller> batch = waiting;
    if (batch.size() > most) {
      waiting = new ArrayList<>(batch.subList(most, batch.size()));
      return List.copyOf(batch.subList(0, most));
    }
    waiting = new ArrayList<>();
    return batch;
  }

  private static void tell(List<Caller> batch, List<WorkId> ids) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).emitter().complete(ids.get(i));
    }
  }

  private record Caller(NewWork item, UniEmitter<? super WorkId> emitter) {}
}
