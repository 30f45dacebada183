package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.store.PgItems.Item;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One item of a batch.
 *
 * @param itemId the item's id
 * @param item as its processor took it
 * @param status pending, processing, completed, failed or cancelled
 * @param attempts how often it was started; 0 where it was refused
 * @param error the last fault
 * @param result what its processor gave
 */
public record ItemView(
    long itemId,
    Object item,
    String status,
    int attempts,
    Optional<String> error,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<Map<String, Object>> result) {

  static ItemView of(Item item) {
    return new ItemView(
        item.id(),
        item.item(),
        item.status(),
        item.attempts(),
        item.error(),
        item.startedAt(),
        item.finishedAt(),
        item.result().map(JsonObject::getMap));
  }
}
