package io.plimsoll.batch.sites.core;

import io.plimsoll.platform.queue.Completion;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Keeps what scans found, the newest of each site. */
public interface Sites {
  /** A scan's result as the end of its item: both are stored together, or neither is. */
  Completion completion(UUID batch, long item, JsonObject report);
}
