package io.plimsoll.training.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How commands are carried out. */
@ConfigMapping(prefix = "plimsoll.training.commands")
interface CommandsConfig {
  /** How long the bars that a command names may take to arrive. */
  @WithDefault("PT5M")
  Duration patience();
}
