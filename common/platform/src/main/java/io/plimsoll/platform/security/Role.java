package io.plimsoll.platform.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an actor may do; each role may do all that the ones before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Starts and steers work, and reads the logs. */
  OPERATOR,
  /** Deletes, and reaches {@code /admin}. */
  ADMIN;

  /** The role's name in annotations, keys files and tokens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this role may do what the other may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** This role's name and those of the roles it includes. */
  public Set<String> texts() {
    return Arrays.stream(values())
        .filter(this::includes)
        .map(Role::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Reads a role from its name. */
  public static Role parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "role: %s (expected: viewer, operator or admin)".formatted(text)));
  }
}
