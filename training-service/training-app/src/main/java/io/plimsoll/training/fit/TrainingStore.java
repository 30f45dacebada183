package io.plimsoll.training.fit;

import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.platform.queue.WorkId;
import io.plimsoll.training.ModelStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The moves of a model. Each is a statement on the connection of a transaction that also appends
 * the move's events; a move that the model is not in a state for changes nothing and gives nothing
 * back.
 */
public interface TrainingStore {

  /** Writes a new model down as pending, unless a live one has its fingerprint. */
  Uni<Optional<Moved>> insert(SqlConnection connection, NewModel model);

  /** The live model of a fingerprint. */
  Uni<Optional<Existing>> findLive(SqlConnection connection, String fingerprint);

  /** Names the work item that trains a model. */
  Uni<Void> attach(SqlConnection connection, UUID id, WorkId work);

  /** Moves a pending model to preprocessing. */
  Uni<Optional<Moved>> preprocess(SqlConnection connection, UUID id);

  /** Counts a start and names the host; gives back the job, if the model still waits for one. */
  Uni<Optional<Job>> start(SqlConnection connection, UUID id, int attempt, String host);

  /** Moves a model in preprocessing to training and names the worker process. */
  Uni<Optional<Moved>> train(SqlConnection connection, UUID id);

  /** Names the worker process. */
  Uni<Void> assign(SqlConnection connection, UUID id, long pid);

  /** Writes importances, bundle, metrics and spans down and moves a model to completed. */
  Uni<Optional<Moved>> complete(SqlConnection connection, UUID id, Outcome outcome);

  /** Moves a model that is not terminal to failed. */
  Uni<Optional<Moved>> fail(SqlConnection connection, UUID id, String error);

  /** Moves a model that is not terminal to cancelled. */
  Uni<Optional<Moved>> cancel(SqlConnection connection, UUID id);

  /** The model that a child or a retrain descends from. */
  Uni<Optional<Ancestor>> ancestor(UUID id);

  /** Where a model stands, for those who wait for its end. */
  Uni<Optional<Standing>> standing(UUID id);

  /** The state after a move, and which command asked for the model. */
  record Moved(ModelState state, Optional<String> correlation) {}

  /** A model that was there before. */
  record Existing(UUID id, String name, ModelStatus status, Instant createdAt) {}

  /** What a worker needs. */
  record Job(Map<String, Object> config, String snapshot) {}

  /**
   * A model that others descend from.
   *
   * @param request the request it was made from
   * @param config its resolved configuration
   * @param holdoutFrom the first bar of its holdout, if it is completed and has one
   */
  record Ancestor(
      UUID id,
      ModelStatus status,
      String request,
      Map<String, Object> config,
      Optional<Instant> holdoutFrom,
      String snapshot) {}

  /** Where a model stands. */
  record Standing(
      ModelStatus status, String fingerprint, Optional<WorkId> work, Optional<String> error) {}
}
