package io.plimsoll.platform.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A handler that does as told and remembers what it was given. */
final class Handlers implements WorkHandler {
  final List<WorkItem> seen = Collections.synchronizedList(new ArrayList<>());
  final CopyOnWriteArrayList<String> failed = new CopyOnWriteArrayList<>();
  final CopyOnWriteArrayList<WorkId> cancelled = new CopyOnWriteArrayList<>();
  final AtomicInteger running = new AtomicInteger();
  private final Map<String, Integer> mostRunning = new ConcurrentHashMap<>();
  private final Map<String, Integer> runningByGroup = new ConcurrentHashMap<>();
  private final String kind;
  private final int concurrency;
  private final BiFunction<WorkItem, WorkControl, Uni<Completion>> action;

  private Handlers(
      String kind, int concurrency, BiFunction<WorkItem, WorkControl, Uni<Completion>> action) {
    this.kind = kind;
    this.concurrency = concurrency;
    this.action = action;
  }

  static Handlers of(
      String kind, int concurrency, BiFunction<WorkItem, WorkControl, Uni<Completion>> action) {
    return new Handlers(kind, concurrency, action);
  }

  static Handlers doingNothing(String kind, int concurrency) {
    return of(kind, concurrency, (_, _) -> Uni.createFrom().item(Completion.of(new JsonObject())));
  }

  /** Never ends by itself, lets go when told to. */
  static Handlers waitingForTheEnd(String kind) {
    return of(
        kind,
        100,
        (_, control) ->
            Uni.createFrom()
                .emitter(emitter ->
                    control.onCancel(() -> emitter.fail(new IllegalStateException("let go")))));
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    String group = item.group().orElse("");
    seen.add(item);
    running.incrementAndGet();
    int now = runningByGroup.merge(group, 1, Integer::sum);
    mostRunning.merge(group, now, Math::max);
    return action
        .apply(item, control)
        .onTermination()
        .invoke(() -> {
          running.decrementAndGet();
          runningByGroup.merge(group, -1, Integer::sum);
        });
  }

  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    failed.add(error);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    cancelled.add(item.id());
    return Uni.createFrom().voidItem();
  }

  int mostRunning(String group) {
    return mostRunning.getOrDefault(group, 0);
  }
}
