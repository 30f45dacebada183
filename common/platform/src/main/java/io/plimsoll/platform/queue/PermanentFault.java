package io.plimsoll.platform.queue;

import java.io.Serial;

/** A fault that no retry cures: the item fails at once. */
public final class PermanentFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public PermanentFault(String message) {
    super(message);
  }

  public PermanentFault(String message, Throwable cause) {
    super(message, cause);
  }
}
