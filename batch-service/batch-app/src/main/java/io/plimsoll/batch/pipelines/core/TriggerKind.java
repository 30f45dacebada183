package io.plimsoll.batch.pipelines.core;

import java.util.Locale;

/** What started a run. */
public enum TriggerKind {
  /** A request by HTTP. */
  HTTP,
  /** A command. */
  KAFKA,
  /** A schedule. */
  CRON,
  /** A fact. */
  EVENT;

  /** The name in the database, the API and events. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
