package io.plimsoll.batch.pipelines.kafka;

import io.plimsoll.batch.FactListener;
import io.plimsoll.batch.pipelines.core.Fact;
import io.plimsoll.batch.pipelines.store.AnswerDesk;
import io.plimsoll.batch.pipelines.store.EventTriggers;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Hears the facts of all services for the pipelines. */
@ApplicationScoped
public class PipelineFacts implements FactListener {
  private final AnswerDesk answers;
  private final EventTriggers triggers;

  PipelineFacts(AnswerDesk answers, EventTriggers triggers) {
    this.answers = answers;
    this.triggers = triggers;
  }

  @Override
  public Uni<Void> hear(SqlConnection connection, IncomingEvent fact) {
    if (fact.isTombstone()) {
      return Uni.createFrom().voidItem();
    }
    Fact read = toFact(fact);
    return answers.take(connection, read).chain(() -> triggers.take(connection, read));
  }

  private static Fact toFact(IncomingEvent event) {
    @SuppressWarnings("unchecked") // a JSON object has texts for keys
    Map<String, Object> body = event.bodyAs(Map.class);
    return new Fact(
        event.envelope().id(),
        event.envelope().eventType().owner(),
        event.envelope().eventType().name(),
        event.envelope().correlationId(),
        new JsonObject(body).getMap());
  }
}
