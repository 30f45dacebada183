package io.plimsoll.training.registry.store;

import io.plimsoll.platform.queue.WorkId;
import io.plimsoll.training.registry.ModelRegistry.Candidate;
import io.plimsoll.training.registry.ModelRegistry.Label;
import io.plimsoll.training.registry.ModelRegistry.Obstacle;
import io.plimsoll.training.registry.ModelView;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table {@code models}. */
final class ModelRow {
  private ModelRow() {}

  static ModelView view(Row row) {
    return new ModelView(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("fingerprint"),
        row.getString("status"),
        row.getString("symbol"),
        List.of(row.getArrayOfStrings("context_symbols")),
        row.getString("algorithm"),
        row.getString("task"),
        row.getString("target_col"),
        row.getString("timeframe"),
        row.getInteger("horizon"),
        row.getString("target_transform"),
        row.getInteger("train_window"),
        row.getInteger("test_window"),
        row.getInteger("cv_folds"),
        row.getString("cv_strategy"),
        row.getInteger("attempts"),
        row.getLong("worker_pid"),
        row.getString("worker_host"),
        row.getString("requested_by"),
        row.get(OffsetDateTime.class, "created_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getInteger("columns_initial"),
        row.getInteger("columns_remaining"),
        List.of(row.getArrayOfStrings("feature_cols")),
        tree(row, "metrics"),
        tree(row, "spans"),
        row.getString("error"),
        row.getUUID("parent_model_id"),
        row.getUUID("retrained_from"),
        row.getUUID("group_id"),
        row.getUUID("cohort_id"),
        row.getString("family"),
        row.getString("data_snapshot"),
        row.getString("kernel_version"),
        row.getString("learning_version"),
        row.getString("artifact_sha256"),
        row.getLong("artifact_bytes"),
        row.getString("line"),
        row.getString("architecture"),
        List.of(row.getArrayOfStrings("aliases")),
        row.get(JsonObject.class, "tags").getMap(),
        row.getString("notes"));
  }

  static Candidate candidate(Row row) {
    return new Candidate(
        row.getUUID("id"),
        new Label(
            row.getString("name"),
            row.getString("fingerprint"),
            row.getString("symbol"),
            row.getString("timeframe")),
        Optional.ofNullable(row.getString("obstacle")).map(Obstacle::valueOf),
        Optional.ofNullable(row.getLong("work_id")).map(WorkId::new));
  }

  private static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.get(OffsetDateTime.class, column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Map<String, Object> tree(Row row, String column) {
    JsonObject json = row.get(JsonObject.class, column);
    return json == null ? null : json.getMap();
  }
}
