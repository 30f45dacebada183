package io.plimsoll.batch.pipelines;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of pipelines. */
@ConfigMapping(prefix = "plimsoll.batch.pipelines")
public interface PipelinesConfig {
  /** How often schedules are looked at. */
  @WithDefault("5s")
  Duration poll();

  /** How late a schedule's run may begin; a run that would be later is left out. */
  @WithDefault("PT1H")
  Duration grace();

  /** How often a reader that follows a run's events looks for new ones. */
  @WithDefault("PT0.5S")
  Duration follow();

  /** The name of the key that signs commands, as the receivers' keys files have it. */
  @WithDefault("batch")
  String actor();

  /** The file that holds the key; without it commands are sent unsigned. */
  Optional<Path> keyFile();
}
