package io.plimsoll.platform.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The work queue of a service. */
@ConfigMapping(prefix = "plimsoll.queue")
public interface QueueConfig {
  /** Whether this process works on items, or only enqueues them. */
  @WithDefault("true")
  boolean works();

  /** How long a worker may be silent before its items are given to others. */
  @WithDefault("PT30S")
  Duration lease();

  /** How often a worker looks when nobody wakes it. */
  @WithDefault("PT1S")
  Duration poll();

  /** The same behind a transaction pooler, where nobody can wake it. */
  @WithDefault("PT0.2S")
  Duration pollAlone();

  /** How often cancellations, deadlines and progress are exchanged with the database. */
  @WithDefault("PT0.5S")
  Duration tick();

  /** How often expired leases, lost groups and passed deadlines are looked for. */
  @WithDefault("PT1S")
  Duration reap();

  /** How often delayed items are looked at. */
  @WithDefault("PT0.25S")
  Duration promote();

  /** How much waiting is worth one step of priority. */
  @WithDefault("PT1M")
  Duration ageing();

  /** The most items that one claim takes. */
  @WithDefault("500")
  int claim();

  /** The most items that one statement finishes. */
  @WithDefault("500")
  int flush();

  /** How long a finished item waits for others to be stored with it. */
  @WithDefault("PT0.002S")
  Duration flushAfter();

  /** The wait before the first retry; it doubles with each further one. */
  @WithDefault("PT1S")
  Duration retryAfter();

  /** The longest wait before a retry. */
  @WithDefault("PT5M")
  Duration retryAtMost();

  /** The first pause of an item that waits for something; each is as long as all before it. */
  @WithDefault("PT0.5S")
  Duration lookAfter();

  /** The longest pause of an item that waits for something. */
  @WithDefault("PT10S")
  Duration lookAtLatest();

  /** How long a handler that was told to let go may take before its answer is not waited for. */
  @WithDefault("PT10S")
  Duration cancelPatience();

  /** How long running items may take to end when the process shuts down. */
  @WithDefault("PT15S")
  Duration drain();

  /** How long finished items stay. */
  @WithDefault("P7D")
  Duration keep();

  /** How many items may wait before new ones are refused (429). */
  @WithDefault("1000000")
  long limit();
}
