package io.plimsoll.training.fit;

import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.ModelCancelled;
import io.plimsoll.contracts.training.ModelCompleted;
import io.plimsoll.contracts.training.ModelFailed;
import io.plimsoll.contracts.training.ModelPreprocessing;
import io.plimsoll.contracts.training.ModelQueued;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.contracts.training.ModelTrainingStarted;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.fit.TrainingStore.Moved;
import java.util.List;
import java.util.Objects;

/** What the world is told of a move: the fact, and the model's full public state. */
final class TrainingEvents {
  private TrainingEvents() {}

  static List<OutgoingEvent> of(Moved moved) {
    ModelState state = moved.state();
    String subject = state.modelId().toString();
    return List.of(
        correlated(moved, OutgoingEvent.of(Topics.TRAINING_EVENTS, subject, fact(state))),
        correlated(moved, OutgoingEvent.of(Topics.TRAINING_MODELS, subject, state)));
  }

  private static OutgoingEvent correlated(Moved moved, OutgoingEvent event) {
    return moved.correlation().map(event::correlatedWith).orElse(event);
  }

  private static Object fact(ModelState state) {
    return switch (ModelStatus.parse(state.status())) {
      case PENDING ->
          new ModelQueued(
              state.modelId(),
              state.name(),
              state.fingerprint(),
              state.symbol(),
              state.timeframe());
      case PREPROCESSING ->
          new ModelPreprocessing(
              state.modelId(),
              state.name(),
              state.fingerprint(),
              state.symbol(),
              state.timeframe());
      case TRAINING ->
          new ModelTrainingStarted(
              state.modelId(),
              state.name(),
              state.fingerprint(),
              state.symbol(),
              state.timeframe());
      case COMPLETED ->
          new ModelCompleted(
              state.modelId(),
              state.name(),
              state.fingerprint(),
              state.status(),
              state.symbol(),
              state.timeframe(),
              state.algorithm(),
              Objects.requireNonNull(state.metrics()),
              Objects.requireNonNull(state.artifact()),
              Objects.requireNonNull(state.spans()));
      case FAILED ->
          new ModelFailed(
              state.modelId(),
              state.name(),
              state.fingerprint(),
              state.symbol(),
              state.timeframe(),
              Objects.requireNonNullElse(state.error(), ""));
      case CANCELLED ->
          new ModelCancelled(
              state.modelId(),
              state.name(),
              state.fingerprint(),
              state.symbol(),
              state.timeframe());
    };
  }
}
