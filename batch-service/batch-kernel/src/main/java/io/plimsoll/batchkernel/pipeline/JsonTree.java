package io.plimsoll.batchkernel.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Immutable JSON trees of maps, lists, texts, numbers and booleans, in which null is absence. */
final class JsonTree {
  private JsonTree() {}

  /** A copy without null members and elements. */
  static Map<String, Object> copyOf(Map<?, ?> tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> {
      if (value != null) {
        copy.put(String.valueOf(key), copyOfValue(value));
      }
    });
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyOfValue(Object value) {
    return switch (value) {
      case Map<?, ?> map -> copyOf(map);
      case List<?> list ->
          list.stream().filter(Objects::nonNull).map(JsonTree::copyOfValue).toList();
      default -> value;
    };
  }

  /** The member as an object; an absent one is empty. */
  static Map<String, Object> object(Map<String, Object> tree, String member) {
    return tree.get(member) instanceof Map<?, ?> map ? copyOf(map) : Map.of();
  }

  /** The member as objects; anything else is left out. */
  static List<Map<String, Object>> objects(Map<String, Object> tree, String member) {
    if (!(tree.get(member) instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .filter(Map.class::isInstance)
        .map(element -> copyOf((Map<?, ?>) element))
        .toList();
  }

  /** The member as a number; NaN where there is none. */
  static double number(Map<String, Object> tree, String member) {
    return tree.get(member) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** Whether a value counts as yes: absent, false, empty and 0 do not. */
  static boolean isGiven(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }

  /** What kind of JSON value it is, as people say it. */
  static String kindOf(Object value) {
    return switch (value) {
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "list";
      case Number _ -> "number";
      case Boolean _ -> "boolean";
      default -> "text";
    };
  }
}
