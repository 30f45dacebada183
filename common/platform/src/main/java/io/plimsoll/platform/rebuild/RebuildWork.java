package io.plimsoll.platform.rebuild;

import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.platform.work.SqlWork;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Drops the read models and makes them anew of their compacted topics, from the beginning. Live
 * consumption goes on beside it; whichever comes second finds nothing newer to do.
 */
@ApplicationScoped
class RebuildWork implements WorkHandler {
  /** The kind of its work items, also their key: one rebuild at a time. */
  static final String KIND = "rebuild";

  private final List<ReadModel> models;
  private final TopicReplays replays;
  private final SqlWork work;

  RebuildWork(@All List<ReadModel> models, TopicReplays replays, SqlWork work) {
    this.models = models;
    this.replays = replays;
    this.work = work;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    Uni<JsonObject> rebuilt = Uni.createFrom().item(new JsonObject());
    for (ReadModel model : models) {
      rebuilt =
          rebuilt.chain(counts ->
              rebuild(model, control).map(messages -> counts.put(model.topic().name(), messages)));
    }
    return rebuilt.map(Completion::of);
  }

  private Uni<Long> rebuild(ReadModel model, WorkControl control) {
    return work.atomically(model::clear)
        .chain(() -> replays.open(model.topic()))
        .chain(replay -> rest(model, replay, control, 0).eventually(replay::close));
  }

  /** Takes in batch after batch until the end of the topic is reached. */
  private Uni<Long> rest(ReadModel model, TopicReplay replay, WorkControl control, long before) {
    return replay
        .next()
        .call(events -> work.atomically(connection -> takeIn(connection, model, events)))
        .chain(events ->
            replay.isAtEnd() || control.isCancelled()
                ? Uni.createFrom().item(before + events.size())
                : rest(model, replay, control, before + events.size()));
  }

  private static Uni<Void> takeIn(
      SqlConnection connection, ReadModel model, List<IncomingEvent> events) {
    Uni<Void> taken = Uni.createFrom().voidItem();
    for (IncomingEvent event : events) {
      taken = taken.chain(() -> model.apply(connection, event));
    }
    return taken;
  }
}
