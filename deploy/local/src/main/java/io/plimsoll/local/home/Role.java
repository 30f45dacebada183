package io.plimsoll.local.home;

import java.util.Locale;

/** What the holder of a key may do; each role may do what the one before may. */
public enum Role {
  VIEWER,
  OPERATOR,
  ADMIN;

  /** The name in files and answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
