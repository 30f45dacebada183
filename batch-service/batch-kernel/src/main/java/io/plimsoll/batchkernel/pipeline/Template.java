package io.plimsoll.batchkernel.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills the references of a definition from what a run knows.
 *
 * <p>A text that is nothing but {@code ${path}} becomes the value at that path; inside a longer
 * text the value's text is put in. A path is names joined by dots; a name asked of a list is asked
 * of each element, an index takes one. A path that leads nowhere is absent, and an absent member is
 * left out. A member named {@code *} is an object whose members are merged in beneath the others.
 */
final class Template {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");
  private static final String SPREAD = "*";

  private Template() {}

  /**
   * The template with its references filled in; null where it is a reference that leads nowhere.
   */
  static @Nullable Object fill(Object template, Map<String, Object> scope) {
    return switch (template) {
      case String text -> fillText(text, scope);
      case List<?> list ->
          list.stream().map(element -> fill(element, scope)).filter(Objects::nonNull).toList();
      case Map<?, ?> map -> fillObject(JsonTree.copyOf(map), scope);
      default -> template;
    };
  }

  /** {@link #fill} for an object. */
  static Map<String, Object> fillObject(Map<String, Object> template, Map<String, Object> scope) {
    Map<String, Object> filled = new LinkedHashMap<>();
    Object spread = template.get(SPREAD);
    if (spread != null && fill(spread, scope) instanceof Map<?, ?> beneath) {
      filled.putAll(JsonTree.copyOf(beneath));
    }
    template.forEach((member, value) -> {
      Object found = member.equals(SPREAD) ? null : fill(value, scope);
      if (found != null) {
        filled.put(member, found);
      }
    });
    return filled;
  }

  /** Every path the template refers to, in order of appearance. */
  static List<List<String>> references(Object template) {
    List<List<String>> paths = new ArrayList<>();
    collect(template, paths);
    return paths;
  }

  private static void collect(Object template, List<List<String>> paths) {
    switch (template) {
      case String text ->
          REFERENCE.matcher(text).results().forEach(found -> paths.add(path(found.group(1))));
      case List<?> list -> list.forEach(element -> collect(element, paths));
      case Map<?, ?> map -> map.values().forEach(value -> collect(value, paths));
      default -> {}
    }
  }

  private static @Nullable Object fillText(String text, Map<String, Object> scope) {
    Matcher whole = REFERENCE.matcher(text);
    if (whole.matches()) {
      return at(scope, path(whole.group(1)));
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> {
          Object value = at(scope, path(found.group(1)));
          return Matcher.quoteReplacement(value == null ? "" : String.valueOf(value));
        });
  }

  private static List<String> path(String text) {
    return List.of(text.split("\\."));
  }

  private static @Nullable Object at(@Nullable Object node, List<String> path) {
    if (node == null || path.isEmpty()) {
      return node;
    }
    String name = path.getFirst();
    List<String> rest = path.subList(1, path.size());
    return switch (node) {
      case Map<?, ?> map -> at(map.get(name), rest);
      case List<?> list when name.matches("\\d{1,6}") -> {
        int index = Integer.parseInt(name);
        yield index < list.size() ? at(list.get(index), rest) : null;
      }
      case List<?> list ->
          list.stream().map(element -> at(element, path)).filter(Objects::nonNull).toList();
      default -> null;
    };
  }
}
