package io.plimsoll.training.registry;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.queue.WorkId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The models as they are kept. Looking one up that does not exist fails with {@code NotFound}. */
public interface ModelRegistry {

  /** One page of the models that a filter lets through. */
  Uni<Page<ModelView>> list(ModelFilter filter, PageParams page);

  /** One model. */
  Uni<ModelView> get(UUID id);

  /** The resolved configuration that a model's fingerprint is made of. */
  Uni<Map<String, Object>> config(UUID id);

  /** The importances of a completed model; fails with {@code StateConflict} for another. */
  Uni<ImportanceView> importance(UUID id);

  /** Where a model comes from and what came of it. */
  Uni<LineageView> lineage(UUID id);

  /** The bundle of a completed model; fails with {@code StateConflict} for another. */
  Uni<Bundle> bundle(UUID id);

  /** One part of a bundle. */
  Uni<Buffer> part(String sha256, int part);

  /** Replaces the tags of a model. */
  Uni<Void> tag(UUID id, Map<String, String> tags);

  /** Replaces the notes of a model. */
  Uni<Void> note(UUID id, String notes);

  /** Locks models, all of them when no id is given, and says what keeps each from being deleted. */
  Uni<List<Candidate>> candidates(SqlConnection connection, Optional<UUID> id);

  /** Deletes models with their importances, and the bundles that no other model names. */
  Uni<Void> delete(SqlConnection connection, List<UUID> ids);

  /** A bundle's name, size and number of parts. */
  record Bundle(String sha256, long bytes, int parts) {}

  /**
   * A model that might be deleted.
   *
   * @param obstacle why it cannot be
   * @param work the work item of a model that still runs
   */
  record Candidate(UUID id, Label label, Optional<Obstacle> obstacle, Optional<WorkId> work) {}

  /** What an event about the end of a model says. */
  record Label(String name, String fingerprint, String symbol, String timeframe) {}

  /** Why a model cannot be deleted. */
  enum Obstacle {
    RUNNING("It is being trained. Maybe cancel it first, or ask with force=true."),
    ALIASED("An alias names it. Maybe remove the alias first."),
    PROMOTED("It has a promotion history, which must stay explicable.");

    private final String reason;

    Obstacle(String reason) {
      this.reason = reason;
    }

    /** The reason in words. */
    public String reason() {
      return reason;
    }
  }
}
