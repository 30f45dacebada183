package io.plimsoll.platform.health;

/**
 * Whether one thing that a service needs is well.
 *
 * @param status {@code up} or {@code down}
 * @param detail why it is down, or what is worth knowing
 */
public record Check(String status, String detail) {
  private static final String UP = "up";

  /** It is well. */
  public static Check up() {
    return new Check(UP, "");
  }

  /** It is well, and this is worth knowing. */
  public static Check up(String detail) {
    return new Check(UP, detail);
  }

  /** It is not well, and this is why. */
  public static Check down(String reason) {
    return new Check("down", reason);
  }

  /** Whether it is well. */
  public boolean isUp() {
    return UP.equals(status);
  }
}
