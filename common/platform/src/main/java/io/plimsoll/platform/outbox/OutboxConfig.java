package io.plimsoll.platform.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The relay and the outbox's cleaning. */
@ConfigMapping(prefix = "plimsoll.outbox")
public interface OutboxConfig {
  /** How many events the relay reads and acknowledges at a time. */
  @WithDefault("1000")
  int batch();

  /** How often the relay looks when nobody rings: events that another replica committed. */
  @WithDefault("PT0.2S")
  Duration poll();

  /** How long a relay that died keeps the others waiting. */
  @WithDefault("PT10S")
  Duration lease();

  /** How long a topic that refused an event is left alone. */
  @WithDefault("PT5S")
  Duration pause();

  /** How long the broker may take to acknowledge. */
  @WithDefault("PT30S")
  Duration deliveryTimeout();

  /** How long published events stay. */
  @WithDefault("PT24H")
  Duration keep();
}
