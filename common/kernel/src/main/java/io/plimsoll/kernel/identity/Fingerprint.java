package io.plimsoll.kernel.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a resolved configuration: SHA-256 over its canonical JSON.
 *
 * <p>Values count, not their spelling: a member that is absent, null or an empty list is the same;
 * 1 and 1.0 are the same; the order of members does not matter, that of list elements does (a
 * caller sorts what is a set).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Fingerprint {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "fingerprint: '%s' (expected: 64 hexadecimal digits)".formatted(hex));
    }
  }

  /**
   * The fingerprint of a JSON tree, as {@link CanonicalJson} describes it.
   *
   * @throws IllegalArgumentException if the tree has no canonical form
   */
  public static Fingerprint of(Object tree) {
    return ofBytes(CanonicalJson.bytes(normalised(tree)));
  }

  /** The fingerprint of bytes as they are. */
  public static Fingerprint ofBytes(byte[] bytes) {
    return new Fingerprint(Sha256.hex(bytes));
  }

  /** The tree without members that are null or an empty list, at any depth. */
  public static @Nullable Object normalised(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : map.entrySet()) {
          Object value = normalised(member.getValue());
          if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
            kept.put(member.getKey(), value);
          }
        }
        yield kept;
      }
      case List<?> list -> {
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        for (Object element : list) {
          elements.add(normalised(element));
        }
        yield elements;
      }
      case null, default -> tree;
    };
  }

  @Override
  public String toString() {
    return hex;
  }
}
