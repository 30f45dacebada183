package io.plimsoll.platform.work;

import java.util.regex.Pattern;

/**
 * The schema a service owns; every statement names it, so that no search path is relied upon.
 *
 * @param name a lower-case identifier, also the name of the service and of its database role
 */
public record Schema(String name) {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  public Schema {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "schema: '%s' (expected: a lower-case identifier)".formatted(name));
    }
  }

  /** Puts the schema's name where {@code {schema}} stands. */
  public String sql(String statement) {
    return statement.replace("{schema}", name);
  }
}
