package io.plimsoll.platform.queue;

import java.io.Serial;

/** A fault that may pass: the item is tried again while it has attempts left. */
public final class TransientFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public TransientFault(String message) {
    super(message);
  }

  public TransientFault(String message, Throwable cause) {
    super(message, cause);
  }
}
