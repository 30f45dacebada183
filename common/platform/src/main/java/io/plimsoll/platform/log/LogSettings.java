package io.plimsoll.platform.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the log an instance keeps for {@code GET /logs}. */
@ConfigMapping(prefix = "plimsoll.log")
interface LogSettings {
  /** How many lines are kept. */
  @WithDefault("2000")
  int lines();
}
