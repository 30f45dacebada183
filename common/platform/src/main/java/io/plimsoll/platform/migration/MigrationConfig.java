package io.plimsoll.platform.migration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of migrations. */
@ConfigMapping(prefix = "plimsoll.migration")
interface MigrationConfig {
  /** Migrate and end, as a job that runs before a deployment does. */
  @WithDefault("false")
  boolean only();
}
