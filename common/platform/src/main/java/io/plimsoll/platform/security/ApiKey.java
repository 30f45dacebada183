package io.plimsoll.platform.security;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One line of the keys file.
 *
 * @param name whose key it is; audit lines name it
 * @param role what its owner may do
 * @param sha256 the SHA-256 of the key, 64 lower-case hex digits
 */
public record ApiKey(String name, Role role, String sha256) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public ApiKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: %s (expected: 1 to 64 letters, digits and . _ @ -)".formatted(name));
    }
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("hash of %s: not 64 hex digits".formatted(name));
    }
  }

  /** Reads {@code name role sha256}. */
  static ApiKey parse(String line) {
    String[] words = line.trim().split("\\s+", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException(
          "%d words (expected: name role sha256)".formatted(words.length));
    }
    return new ApiKey(words[0], Role.parse(words[1]), words[2].toLowerCase(Locale.ROOT));
  }
}
