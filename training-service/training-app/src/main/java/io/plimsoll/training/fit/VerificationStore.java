package io.plimsoll.training.fit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Trainings that were made once more, and what came of it. */
public interface VerificationStore {

  /** What a model was made of and by; nothing if there is no such model. */
  Uni<Optional<Subject>> subject(UUID model);

  /** Writes a wish down, unless one for the same model is unfinished; gives the one that stands. */
  Uni<Wish> insert(SqlConnection connection, UUID id, Subject subject, String actor);

  /** Moves to running and names the machine; nothing if the verification has ended. */
  Uni<Optional<Subject>> start(SqlConnection connection, UUID id, String host);

  /** Names the worker process. */
  Uni<Void> assign(SqlConnection connection, UUID id, long pid);

  /** Writes down the hash that came out. */
  Uni<Void> complete(SqlConnection connection, UUID id, String sha256);

  /** Writes down that nothing came out. */
  Uni<Void> end(SqlConnection connection, UUID id, String status, Optional<String> error);

  /** One verification of a model. */
  Uni<Optional<Verification>> find(UUID model, UUID id);

  /** The newest verifications of a model, the newest first. */
  Uni<List<Verification>> newest(UUID model);

  /** A verification and whether it was made just now. */
  record Wish(UUID id, boolean isNew) {}

  /**
   * A model as a verification sees it.
   *
   * @param status where the model stands
   * @param sha256 its bundle; absent until it is completed
   */
  record Subject(
      UUID model,
      String status,
      Map<String, Object> config,
      String snapshot,
      Maker maker,
      Optional<String> sha256) {}

  /**
   * What a model was made by.
   *
   * @param kernel hash of the code
   * @param architecture the processor; absent where it was not written down
   */
  record Maker(String kernel, Optional<String> architecture) {}

  /** A verification and how it ended. */
  record Verification(
      UUID id, UUID model, String status, Hashes hashes, Course course, Optional<String> error) {}

  /** The hash that the model has, and the one that came out. */
  record Hashes(String stored, Optional<String> computed) {}

  /** Who asked, when, and which process did it. */
  record Course(
      String requestedBy,
      Instant requestedAt,
      Optional<Instant> finishedAt,
      Optional<Long> workerPid,
      Optional<String> workerHost) {}
}
