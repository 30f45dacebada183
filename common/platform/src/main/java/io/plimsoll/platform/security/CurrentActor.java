package io.plimsoll.platform.security;

/**
 * Tells who sent the HTTP request that is being answered; inject it where an audit line is made.
 */
public interface CurrentActor {
  /** The asker; {@link Actor#NOBODY} on an open route without credentials. */
  Actor get();
}
