package io.plimsoll.local;

import io.plimsoll.local.home.PlimsollHome;

/** A command needs a running platform and there is none. */
public final class NotRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the home that was looked at. */
  public NotRunningException(PlimsollHome home) {
    super("nothing runs on %s%nMaybe start it: ./plimsoll up".formatted(home.root()));
  }
}
