package io.plimsoll.batch;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * How the items of a batch are worked on.
 *
 * @param maxConcurrent how many at once over all replicas
 * @param itemTimeout how long one may take, where the request says
 * @param maxAttempts how often one is started before it is given up
 * @param maxPages how many pages of a site are read
 */
public record ItemOptions(
    int maxConcurrent, Optional<Duration> itemTimeout, int maxAttempts, int maxPages) {
  /** What holds where a request says nothing. */
  public static final ItemOptions DEFAULTS = new ItemOptions(5, Optional.empty(), 3, 3);

  /** The options as an item's payload and a batch's row have them. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("max_concurrent", maxConcurrent)
            .put("max_attempts", maxAttempts)
            .put("max_pages", maxPages);
    itemTimeout.ifPresent(most -> json.put("item_timeout_s", most.toSeconds()));
    return json;
  }

  /** Reads what {@link #toJson} wrote. */
  public static ItemOptions of(JsonObject json) {
    return new ItemOptions(
        json.getInteger("max_concurrent"),
        Optional.ofNullable(json.getLong("item_timeout_s")).map(Duration::ofSeconds),
        json.getInteger("max_attempts"),
        json.getInteger("max_pages"));
  }
}
