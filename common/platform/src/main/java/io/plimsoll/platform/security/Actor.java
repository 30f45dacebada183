package io.plimsoll.platform.security;

/**
 * Who asked, for the audit: the owner of an API key or token, a schedule, or another service.
 *
 * @param name the key's or token's name, {@code schedule:<name>} or a message's source
 * @param role what it may do
 */
public record Actor(String name, Role role) {

  /** Nobody: the asker of an open route. */
  public static final Actor NOBODY = new Actor("anonymous", Role.VIEWER);

  /** A schedule of the service's own, which starts work. */
  public static Actor schedule(String name) {
    return new Actor("schedule:" + name, Role.OPERATOR);
  }

  /** The sender of an event. */
  public static Actor service(String source) {
    return new Actor(source, Role.OPERATOR);
  }
}
