package io.plimsoll.training.fit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How trainings are carried out. */
@ConfigMapping(prefix = "plimsoll.training.fit")
interface FitConfig {
  /** How often a training is started before it is given up. */
  @WithDefault("3")
  int attempts();

  /** How long one start may take. */
  @WithDefault("PT2H")
  Duration deadline();

  /** How many worker processes there are; more than the processors is capped. Default: one each. */
  Optional<Integer> workers();

  /** How much resident memory a worker may take, in MiB. */
  @WithDefault("2048")
  int memoryLimitMib();

  /** How long running trainings may go on when the service stops. */
  @WithDefault("PT20S")
  Duration grace();

  /** The service's own folder for files that need not outlive it. */
  @WithDefault("${plimsoll.work-dir:${java.io.tmpdir}/plimsoll-training}")
  Path workDir();

  /** The jars that workers run on. Default: those that this service runs on. */
  Optional<String> workerClassPath();
}
