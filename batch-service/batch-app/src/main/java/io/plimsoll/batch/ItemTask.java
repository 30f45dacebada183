package io.plimsoll.batch;

import io.plimsoll.platform.queue.WorkItem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.UUID;

/**
 * One item to work on.
 *
 * @param batchId the batch it belongs to
 * @param itemId the item, which is a work item
 * @param item in its normal form: plain Java texts, numbers, lists and maps
 * @param options of its batch
 * @param attempt which start this is, from 1
 */
public record ItemTask(UUID batchId, long itemId, Object item, ItemOptions options, int attempt) {

  /** The task of a work item. */
  public static ItemTask of(WorkItem work) {
    JsonObject payload = work.payload();
    return new ItemTask(
        UUID.fromString(work.group().orElseThrow()),
        work.id().value(),
        plain(Objects.requireNonNull(payload.getValue("item"))),
        ItemOptions.of(payload.getJsonObject("options")),
        work.attempt());
  }

  private static Object plain(Object value) {
    return switch (value) {
      case JsonObject object -> object.getMap();
      case JsonArray array -> array.getList();
      default -> value;
    };
  }
}
