package io.plimsoll.batch.marketdata;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The settings of market data. */
@ConfigMapping(prefix = "plimsoll.batch.market-data")
public interface MarketDataConfig {
  /** Where uploads lie until they are stored. */
  @WithDefault("${plimsoll.work-dir:${java.io.tmpdir}}/imports")
  Path uploadDir();

  /** Uploads up to this size are read before they are answered, so that a fault is told at once. */
  @WithDefault("1M")
  MemorySize checkedAtOnce();

  /** How much of the heap one import may need; a file that needs more must be split. */
  @WithDefault("0.5")
  double heapShare();

  /** How many bytes of the heap one import may need. */
  default long heapBytes() {
    return (long) (Runtime.getRuntime().maxMemory() * heapShare());
  }

  /** How many imports one process works on at once. */
  @WithDefault("1")
  int concurrency();
}
