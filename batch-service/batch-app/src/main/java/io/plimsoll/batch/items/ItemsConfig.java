package io.plimsoll.batch.items;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of item batches. */
@ConfigMapping(prefix = "plimsoll.batch.items")
public interface ItemsConfig {
  /** How often unfinished batches are looked at for transitions to tell. */
  @WithDefault("1s")
  Duration watch();

  /** How often the progress of a batch that goes on is told by an event. */
  @WithDefault("PT5S")
  Duration tell();

  /** How often a reader that follows a batch looks for news. */
  @WithDefault("PT0.5S")
  Duration follow();

  /** How often an item that waits for another service looks for the answer. */
  @WithDefault("PT0.5S")
  Duration answer();

  /** After how long an item asks again what became of its command; doubles each time. */
  @WithDefault("PT60S")
  Duration askAgain();
}
