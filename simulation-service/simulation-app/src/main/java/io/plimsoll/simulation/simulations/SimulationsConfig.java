package io.plimsoll.simulation.simulations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long simulations are waited for. */
@ConfigMapping(prefix = "plimsoll.simulation.simulations")
public interface SimulationsConfig {
  /** How long the model and the bars that a command names may take to arrive. */
  @WithDefault("PT5M")
  Duration commandPatience();

  /** How long bars and snapshots that an HTTP request needs may take to arrive. */
  @WithDefault("PT30S")
  Duration arrivalPatience();

  /** How long a request waits for its result before it is answered with 202. */
  @WithDefault("PT30S")
  Duration resultPatience();
}
