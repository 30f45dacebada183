package io.plimsoll.platform.security;

import io.plimsoll.contracts.CommandSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of one reading of the keys file. */
record ApiKeyFile(List<ApiKey> keys) {
  static final ApiKeyFile EMPTY = new ApiKeyFile(List.of());

  ApiKeyFile {
    keys = List.copyOf(keys);
  }

  /**
   * Reads lines of {@code name role sha256}; empty lines and those that start with # are left out.
   *
   * @throws IllegalArgumentException naming the line that is wrong, never its content
   */
  static ApiKeyFile parse(String text) {
    List<ApiKey> keys = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        ApiKey key = ApiKey.parse(line);
        if (!names.add(key.name())) {
          throw new IllegalArgumentException("name %s is there twice".formatted(key.name()));
        }
        keys.add(key);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line %d: %s".formatted(number, e.getMessage()), e);
      }
    }
    return new ApiKeyFile(keys);
  }

  /** Whose key this is. Compares with every key in constant time, so time tells nothing. */
  Optional<ApiKey> owner(String presented) {
    byte[] hash = CommandSignature.keyHash(presented).getBytes(StandardCharsets.US_ASCII);
    Optional<ApiKey> owner = Optional.empty();
    for (ApiKey key : keys) {
      if (MessageDigest.isEqual(hash, key.sha256().getBytes(StandardCharsets.US_ASCII))) {
        owner = Optional.of(key);
      }
    }
    return owner;
  }

  /** The key of this name. */
  Optional<ApiKey> named(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }
}
