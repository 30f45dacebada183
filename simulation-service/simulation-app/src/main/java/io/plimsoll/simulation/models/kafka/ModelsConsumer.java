package io.plimsoll.simulation.models.kafka;

import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.platform.inbox.Consumption;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.platform.rebuild.ReadModel;
import io.plimsoll.simulation.Models;
import io.plimsoll.simulation.models.ModelStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the newest state of each model, and wakes what waits for it. Wholly reactive. */
@ApplicationScoped
class ModelsConsumer implements ReadModel {
  private final Consumption consumption;
  private final ModelStore models;
  private final WorkQueue queue;

  ModelsConsumer(Consumption consumption, ModelStore models, WorkQueue queue) {
    this.consumption = consumption;
    this.models = models;
    this.queue = queue;
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
        .chain(state -> put(connection, state, event.envelope().sequence()));
  }

  private Uni<Void> put(SqlConnection connection, ModelState state, long sequence) {
    return models
        .put(connection, state, sequence)
        .chain(() -> queue.arrived(connection, Models.arrivalOf(state.modelId())));
  }
}
