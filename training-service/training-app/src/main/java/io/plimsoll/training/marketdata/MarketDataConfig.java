package io.plimsoll.training.marketdata;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the copy of the bars is waited for. */
@ConfigMapping(prefix = "plimsoll.training.market-data")
public interface MarketDataConfig {
  /** How long a request that names a snapshot waits for it. */
  @WithDefault("PT30S")
  Duration patience();
}
