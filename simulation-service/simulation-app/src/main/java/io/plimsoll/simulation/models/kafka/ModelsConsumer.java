package io.plimsoll.simulation.models.kafka;

import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.simulation.ReadModel;
import io.plimsoll.simulation.models.ModelStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the newest state of each model. Wholly reactive. */
@ApplicationScoped
class ModelsConsumer implements ReadModel {
  private final Consumption consumption;
  private final ModelStore models;

  ModelsConsumer(Consumption consumption, ModelStore models) {
    this.consumption = consumption;
    this.models = models;
  }

  /** Keeps one state, once. */
  @Incoming("training-models")
  public Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
    return consumption.once(message, this::apply);
  }

  @Override
  public Topic topic() {
    return Topics.TRAINING_MODELS;
  }

  @Override
  public Uni<Void> clear(SqlConnection connection) {
    return models.clear(connection);
  }

  @Override
  public Uni<Void> apply(SqlConnection connection, IncomingEvent event) {
    if (event.isTombstone()) {
      return models.remove(connection, UUID.fromString(event.envelope().subject()));
    }
    return Uni.createFrom()
        .item(() -> event.bodyAs(ModelState.class))
        .chain(state -> models.put(connection, state, event.envelope().sequence()));
  }
}
