package io.plimsoll.platform.queue;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the queue's rows. */
final class WorkRows {
  private WorkRows() {}

  /** A row of a statement that gives items with a lease. */
  static WorkItem item(Row row, UUID token) {
    return new WorkItem(
        new WorkId(row.getLong("id")),
        token,
        row.getString("kind"),
        row.getString("key"),
        row.getString("group_id"),
        row.getString("payload"),
        row.getInteger("attempt"),
        row.getInteger("max_attempts"),
        Duration.ofMillis(row.getLong("waited_ms")));
  }

  /** A row of the view {@code work_item}. */
  static TrackedWork tracked(Row row) {
    return new TrackedWork(
        new WorkId(row.getLong("id")),
        new TrackedWork.Subject(
            row.getString("kind"),
            Optional.ofNullable(row.getString("key")),
            Optional.ofNullable(row.getString("group_id"))),
        WorkStatus.parse(row.getString("status")),
        new TrackedWork.Attempts(
            row.getInteger("attempt"),
            row.getInteger("max_attempts"),
            Optional.ofNullable(row.getString("error"))),
        new TrackedWork.Progress(
            row.getDouble("progress"),
            detail(row),
            row.getOffsetDateTime("cancel_requested_at") != null),
        new TrackedWork.Times(
            row.getOffsetDateTime("created_at").toInstant(),
            row.getOffsetDateTime("run_at").toInstant(),
            instant(row, "started_at"),
            instant(row, "finished_at")));
  }

  private static JsonObject detail(Row row) {
    JsonObject result = row.getJsonObject("result");
    JsonObject detail = result == null ? row.getJsonObject("progress_detail") : result;
    return detail == null ? new JsonObject() : detail;
  }

  private static Optional<Instant> instant(Row row, String column) {
    @Nullable OffsetDateTime time = row.getOffsetDateTime(column);
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
