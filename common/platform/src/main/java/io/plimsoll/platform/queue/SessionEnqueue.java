package io.plimsoll.platform.queue;

import io.plimsoll.platform.work.CommitHooks;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Enqueues in the current Panache session; the rows travel as one JSON text. */
final class SessionEnqueue {
  private final String statement;
  private final QueueConfig config;
  private final CommitHooks hooks;
  private final Doorbell bell;

  SessionEnqueue(QueueStatements statements, QueueConfig config, CommitHooks hooks, Doorbell bell) {
    this.statement = statements.enqueueFromJson;
    this.config = config;
    this.hooks = hooks;
    this.bell = bell;
  }

  Uni<List<WorkId>> enqueue(List<NewWork> items) {
    return Panache.getSession().chain(session -> enqueue(session, items));
  }

  private Uni<List<WorkId>> enqueue(Mutiny.Session session, List<NewWork> items) {
    hooks.after(session, () -> bell.enqueued(items.size()));
    return session
        .createNativeQuery(statement, Long.class)
        .setParameter("items", json(items))
        .setParameter("ageing", config.ageing().toMillis())
        .getResultList()
        .map(ids -> ids.stream().map(WorkId::new).toList());
  }

  private static String json(List<NewWork> items) {
    JsonArray rows = new JsonArray();
    for (NewWork item : items) {
      JsonObject row =
          new JsonObject()
              .put("kind", item.kind())
              .put("payload", item.payload())
              .put("priority", item.priority())
              .put("delay", item.delay().toMillis())
              .put("max_attempts", item.maxAttempts())
              .put("ord", rows.size());
      item.key().ifPresent(key -> row.put("key", key));
      item.group().ifPresent(group -> row.put("group_id", group));
      item.deadline().map(Duration::toMillis).ifPresent(millis -> row.put("deadline", millis));
      rows.add(row);
    }
    return rows.encode();
  }
}
