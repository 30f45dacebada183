package io.plimsoll.platform.outbox;

import io.plimsoll.platform.work.CommitHooks;
import io.plimsoll.platform.work.Schema;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * {@link SessionOutbox} in one native statement of the current session. Its rows travel as one JSON
 * text: a registry writes a few events at a time.
 */
@Singleton
final class PanacheSessionOutbox implements SessionOutbox {
  private final String append;
  private final CommitHooks hooks;
  private final RelayBell bell;

  PanacheSessionOutbox(Schema schema, CommitHooks hooks, RelayBell bell) {
    this.append =
        """
        WITH ev AS MATERIALIZED (
          SELECT e.event_id, e.topic, e.type, e.subject, decode(e.body, 'base64') AS body,
            e.content_type, e.correlation_id, e.causation_id, e.headers, e.ord
          FROM jsonb_to_recordset(cast(cast(:events as text) as jsonb)) AS e(event_id uuid, topic text,
            type text, subject text, body text, content_type text, correlation_id text,
            causation_id text, headers jsonb, ord int)),
        %s SELECT count(*) FROM ev\
        """
            .formatted(EventArrays.store(schema).replace("ev.headers::jsonb", "ev.headers"));
    this.hooks = hooks;
    this.bell = bell;
  }

  @Override
  public Uni<Void> append(List<OutgoingEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ItemSubject.refuse(events);
    return Panache.getSession().chain(session -> append(session, events));
  }

  private Uni<Void> append(Mutiny.Session session, List<OutgoingEvent> events) {
    hooks.after(session, bell::ring);
    return session
        .createNativeQuery(append, Long.class)
        .setParameter("events", json(events))
        .getSingleResult()
        .replaceWithVoid();
  }

  static String json(List<OutgoingEvent> events) {
    JsonArray rows = new JsonArray();
    for (OutgoingEvent event : events) {
      rows.add(row(event, rows.size()));
    }
    return rows.encode();
  }

  private static JsonObject row(OutgoingEvent event, int position) {
    JsonObject row =
        new JsonObject()
            .put("event_id", event.id().toString())
            .put("topic", event.topic().name())
            .put("type", event.type().text())
            .put("subject", event.subject())
            .put("content_type", event.contentType())
            .put("ord", position);
    event
        .body()
        .ifPresent(body -> row.put("body", Base64.getEncoder().encodeToString(body.getBytes())));
    event.correlationId().ifPresent(id -> row.put("correlation_id", id));
    event.causationId().ifPresent(id -> row.put("causation_id", id));
    if (!event.headers().isEmpty()) {
      JsonObject headers = new JsonObject();
      event.headers().forEach(headers::put);
      row.put("headers", headers);
    }
    return row;
  }
}
