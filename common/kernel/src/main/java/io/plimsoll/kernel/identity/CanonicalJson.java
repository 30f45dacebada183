package io.plimsoll.kernel.identity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a JSON tree in the one canonical form of RFC 8785, so that equal values are equal bytes.
 *
 * <p>A tree is made of {@link Map} with string keys, {@link List}, {@link String}, {@link Boolean},
 * {@link Number} and null. Members are ordered by the UTF-16 code units of their names; numbers are
 * written as ECMAScript does, so 1, 1.0 and 1e0 are all {@code 1} and -0.0 is {@code 0}. Refused,
 * with the path: NaN and infinities, integers beyond +-2^53 (no double holds all of them), half
 * surrogate pairs, and other types.
 *
 * <p>Source: RFC 8785 (2020), "JSON Canonicalization Scheme".
 */
public final class CanonicalJson {
  private static final BigInteger LARGEST = BigInteger.TWO.pow(53);
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(256);

  private CanonicalJson() {}

  /** The canonical form in UTF-8. */
  public static byte[] bytes(@Nullable Object tree) {
    return text(tree).getBytes(StandardCharsets.UTF_8);
  }

  /** The canonical form as a text. */
  public static String text(@Nullable Object tree) {
    CanonicalJson json = new CanonicalJson();
    json.write("$", tree);
    return json.out.toString();
  }

  private void write(String path, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Boolean bool -> out.append(bool.booleanValue());
      case String string -> writeString(path, string);
      case Number number -> out.append(number(path, number));
      case Map<?, ?> map -> writeObject(path, map);
      case List<?> list -> writeArray(path, list);
      default ->
          throw new IllegalArgumentException(
              "%s: a %s (expected: map, list, string, number, boolean or null)"
                  .formatted(path, value.getClass().getSimpleName()));
    }
  }

  private void writeObject(String path, Map<?, ?> map) {
    TreeMap<String, @Nullable Object> members = new TreeMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            "%s: the member name %s (expected: a string)".formatted(path, member.getKey()));
      }
      members.put(name, member.getValue());
    }
    out.append('{');
    Iterator<Map.Entry<String, @Nullable Object>> rest = members.entrySet().iterator();
    while (rest.hasNext()) {
      Map.Entry<String, @Nullable Object> member = rest.next();
      writeString(path, member.getKey());
      out.append(':');
      write(path + "." + member.getKey(), member.getValue());
      if (rest.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  private void writeArray(String path, List<?> list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(path + "[" + i + "]", list.get(i));
    }
    out.append(']');
  }

  private void writeString(String path, String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
          } else if (Character.isSurrogate(c)) {
            i = writePair(path, string, i);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private int writePair(String path, String string, int i) {
    if (i + 1 == string.length()
        || !Character.isSurrogatePair(string.charAt(i), string.charAt(i + 1))) {
      throw new IllegalArgumentException(
          "%s: half a surrogate pair at %d (expected: well-formed Unicode)".formatted(path, i));
    }
    out.append(string, i, i + 2);
    return i + 1;
  }

  private static String number(String path, Number number) {
    return switch (number) {
      case Double value -> real(path, value);
      case Float value -> real(path, value);
      case Long value -> whole(path, BigInteger.valueOf(value));
      case Integer value -> value.toString();
      case Short value -> value.toString();
      case Byte value -> value.toString();
      case BigInteger value -> whole(path, value);
      case BigDecimal value -> decimal(path, value);
      default ->
          throw new IllegalArgumentException(
              "%s: a %s (expected: a double or an integer)"
                  .formatted(path, number.getClass().getSimpleName()));
    };
  }

  private static String whole(String path, BigInteger value) {
    if (value.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(
          "%s: %s (expected: an integer within +-2^53)".formatted(path, value));
    }
    return value.toString();
  }

  private static String decimal(String path, BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (value.signum() == 0) {
      return "0";
    }
    if (plain.scale() <= 0 && plain.scale() > -400) {
      return whole(path, plain.toBigIntegerExact());
    }
    return real(path, value.doubleValue());
  }

  private static String real(String path, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s: %s (expected: finite)".formatted(path, value));
    }
    return EcmaScriptNumber.text(value);
  }
}
