package io.plimsoll.simulation.models;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where bundles are fetched. */
@ConfigMapping(prefix = "plimsoll.simulation")
public interface TrainingConfig {
  /** The address of training-service. */
  @WithDefault("http://127.0.0.1:8081")
  URI trainingUrl();

  /** The file that holds this service's key for training-service. */
  Optional<Path> trainingKeyFile();

  /** How large a bundle may be, in bytes. */
  @WithName("bundle-limit-bytes")
  @WithDefault("268435456")
  long bundleLimitBytes();

  /** How long a bundle may take to arrive. */
  @WithDefault("PT60S")
  Duration bundlePatience();
}
