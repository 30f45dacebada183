package io.plimsoll.learning.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose members are asked for by name and type; a missing member or another type is
 * an {@link IllegalArgumentException} that names it.
 */
public final class JsonObject {
  private static final double LARGEST_WHOLE = 0x1p53;

  private final Map<String, @Nullable Object> members;

  private JsonObject(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** The object in a parsed value. */
  public static JsonObject of(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("JSON: %s (expected: an object)".formatted(kind(value)));
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), member));
    return new JsonObject(members);
  }

  /** Reads an object in UTF-8. */
  public static JsonObject parse(byte[] utf8) {
    return of(JsonText.parse(utf8));
  }

  /** The members as they were parsed. */
  public Map<String, @Nullable Object> members() {
    return new LinkedHashMap<>(members);
  }

  /** The text of that name. */
  public String text(String name) {
    return member(name, String.class, "a text");
  }

  /** The text of that name, if it is there and not null. */
  public Optional<String> findText(String name) {
    return members.get(name) == null ? Optional.empty() : Optional.of(text(name));
  }

  /** The number of that name. */
  public double number(String name) {
    return member(name, Number.class, "a number").doubleValue();
  }

  /** The whole number of that name. */
  public long whole(String name) {
    double value = number(name);
    if (value != Math.rint(value) || Math.abs(value) > LARGEST_WHOLE) {
      throw wrong(name, "a whole number within +-2^53");
    }
    return (long) value;
  }

  /** The whole number of that name, as an int. */
  public int count(String name) {
    long value = whole(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("%s: %d (expected: a count)".formatted(name, value));
    }
    return (int) value;
  }

  /** The truth value of that name. */
  public boolean isTrue(String name) {
    return member(name, Boolean.class, "true or false");
  }

  /** The instant of that name. */
  public Instant instant(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: an instant)".formatted(name, text), e);
    }
  }

  /** The instant of that name, if it is there and not null. */
  public Optional<Instant> findInstant(String name) {
    return members.get(name) == null ? Optional.empty() : Optional.of(instant(name));
  }

  /** The object of that name. */
  public JsonObject object(String name) {
    if (!(members.get(name) instanceof Map<?, ?>)) {
      throw wrong(name, "an object");
    }
    return of(members.get(name));
  }

  /** The object of that name, if it is there and not null. */
  public Optional<JsonObject> findObject(String name) {
    return members.get(name) == null ? Optional.empty() : Optional.of(object(name));
  }

  /** The texts of that name. */
  public List<String> texts(String name) {
    return items(name, item -> item instanceof String text ? text : null, "texts");
  }

  /** The numbers of that name. */
  public List<Double> numbers(String name) {
    return items(
        name, item -> item instanceof Number number ? number.doubleValue() : null, "numbers");
  }

  /** The objects of that name. */
  public List<JsonObject> objects(String name) {
    return items(name, item -> item instanceof Map<?, ?> map ? of(map) : null, "objects");
  }

  private <T> List<T> items(
      String name, Function<@Nullable Object, @Nullable T> reader, String expected) {
    if (!(members.get(name) instanceof List<?> list)) {
      throw wrong(name, "a list of " + expected);
    }
    List<T> items = new ArrayList<>();
    for (Object item : list) {
      T read = reader.apply(item);
      if (read == null) {
        throw wrong(name, "a list of " + expected);
      }
      items.add(read);
    }
    return List.copyOf(items);
  }

  private <T> T member(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name, expected);
    }
    return type.cast(value);
  }

  private IllegalArgumentException wrong(String name, String expected) {
    String found = members.containsKey(name) ? kind(members.get(name)) : "absent";
    return new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, found, expected));
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "a list";
      case String _ -> "a text";
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case Object other -> other.getClass().getSimpleName();
    };
  }
}
