package io.plimsoll.platform.work;

import java.util.Map;

/**
 * How a worker's statements are planned. Statistics taken while the queue was empty make plans that
 * are quadratic once it is full, so both kinds keep to their indexes.
 */
public enum Plans {
  /** Once, with nested loops only: for statements of one join, at any length of their arrays. */
  KEPT("off", "force_generic_plan"),
  /** Each time, for the true length of their array arguments instead of for ten rows. */
  MADE_EACH_TIME("on", "force_custom_plan");

  private final String hashJoins;
  private final String cacheMode;

  Plans(String hashJoins, String cacheMode) {
    this.hashJoins = hashJoins;
    this.cacheMode = cacheMode;
  }

  /** What a session, or a transaction behind a pooler, has to be told. */
  public Map<String, String> settings() {
    return Map.of(
        "enable_seqscan", "off",
        "enable_mergejoin", "off",
        "enable_bitmapscan", "off",
        "enable_hashjoin", hashJoins,
        "plan_cache_mode", cacheMode);
  }
}
