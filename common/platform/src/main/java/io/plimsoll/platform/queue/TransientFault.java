package io.plimsoll.platform.queue;

import java.io.Serial;
import java.time.Duration;

/** A fault that may pass: the item is tried again while it has attempts left. */
public final class TransientFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Duration notBefore;

  public TransientFault(String message) {
    this(message, Duration.ZERO);
  }

  /**
   * @param notBefore how long to wait at least, because somebody asked for it
   */
  public TransientFault(String message, Duration notBefore) {
    super(message);
    this.notBefore = notBefore;
  }

  public TransientFault(String message, Throwable cause) {
    super(message, cause);
    this.notBefore = Duration.ZERO;
  }

  /** How long to wait at least before the next try. */
  public Duration notBefore() {
    return notBefore;
  }
}
