package io.plimsoll.platform.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Taking events in. */
@ConfigMapping(prefix = "plimsoll.inbox")
public interface InboxConfig {
  /** How long event ids are remembered; longer than any topic keeps its events. */
  @WithDefault("P45D")
  Duration keep();

  /** How often a fault of the message's own is tried again before it is a dead letter. */
  @WithDefault("3")
  int retries();

  /** How often a message that met a deadlock or a timeout is tried again. */
  @WithDefault("10")
  int contentionRetries();

  /** The wait before the first retry; it doubles with each further one. */
  @WithDefault("PT0.2S")
  Duration retryAfter();

  /** The longest wait between two tries during an outage. */
  @WithDefault("PT10S")
  Duration retryAtMost();
}
