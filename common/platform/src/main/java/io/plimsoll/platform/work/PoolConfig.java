package io.plimsoll.platform.work;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The connections to the service's database. */
@ConfigMapping(prefix = "plimsoll.pool")
public interface PoolConfig {
  /** How long a caller waits for a connection before it is told to come back. */
  @WithDefault("PT5S")
  Duration acquireTimeout();

  /** How many callers may wait for a connection at once. */
  @WithDefault("200")
  int waitQueue();

  /** How long one statement, or one transaction between two statements, may take. */
  @WithDefault("PT60S")
  Duration statementTimeout();

  /**
   * {@code session} when the service speaks to PostgreSQL itself, {@code transaction} behind a
   * pooler that gives a server connection for one transaction only: then nothing is asked of a
   * session, neither start-up settings nor LISTEN.
   */
  @WithDefault("session")
  PoolerMode poolerMode();

  /** What stands between the service and its database. */
  enum PoolerMode {
    SESSION,
    TRANSACTION
  }
}
