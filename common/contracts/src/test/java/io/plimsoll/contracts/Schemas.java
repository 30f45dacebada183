package io.plimsoll.contracts;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON schemas of contract records, by reflection. */
final class Schemas {
  private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
      new PropertyNamingStrategies.SnakeCaseStrategy();
  private static final Map<Class<?>, Map<String, Object>> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, Map.of("type", "string")),
          Map.entry(UUID.class, Map.of("type", "string", "format", "uuid")),
          Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
          Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
          Map.entry(int.class, Map.of("type", "integer")),
          Map.entry(Integer.class, Map.of("type", "integer")),
          Map.entry(long.class, Map.of("type", "integer")),
          Map.entry(Long.class, Map.of("type", "integer")),
          Map.entry(double.class, Map.of("type", "number")),
          Map.entry(Double.class, Map.of("type", "number")),
          Map.entry(Number.class, Map.of("type", "number")),
          Map.entry(BigDecimal.class, Map.of("type", "number")),
          Map.entry(boolean.class, Map.of("type", "boolean")),
          Map.entry(Boolean.class, Map.of("type", "boolean")),
          Map.entry(Object.class, Map.of()));

  private final Map<String, Object> known = new TreeMap<>();

  /** The schemas of all records that were asked for, by name. */
  Map<String, Object> known() {
    return known;
  }

  /** A reference to the schema of a record. */
  Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == Map.class
          ? Map.of("type", "object", "additionalProperties", of(last))
          : Map.of("type", "array", "items", of(last));
    }
    Class<?> plain = (Class<?>) type;
    Map<String, Object> simple = SIMPLE.get(plain);
    if (simple != null) {
      return simple;
    }
    if (!known.containsKey(plain.getSimpleName())) {
      known.put(plain.getSimpleName(), Map.of());
      known.put(plain.getSimpleName(), plain.isEnum() ? ofEnum(plain) : ofRecord(plain));
    }
    return Map.of("$ref", "#/components/schemas/" + plain.getSimpleName());
  }

  /** The classes that a type is made of. */
  static Set<Class<?>> typesIn(Type type) {
    Set<Class<?>> found = new HashSet<>();
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        found.addAll(typesIn(argument));
      }
    } else if (type instanceof Class<?> plain) {
      found.add(plain);
    }
    return found;
  }

  private Map<String, Object> ofRecord(Class<?> record) {
    Map<String, Object> members = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent member : record.getRecordComponents()) {
      if (member.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
        continue;
      }
      members.put(nameOf(member), of(member.getGenericType()));
      boolean isProblemsOwn = record == Problem.class && !isAlwaysThere(member);
      if (!member.getAnnotatedType().isAnnotationPresent(Nullable.class) && !isProblemsOwn) {
        required.add(nameOf(member));
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", members);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static boolean isAlwaysThere(RecordComponent member) {
    return List.of("type", "title", "status").contains(member.getName());
  }

  private static Map<String, Object> ofEnum(Class<?> set) {
    List<String> names =
        java.util.Arrays.stream(set.getEnumConstants())
            .map(value -> ContractJson.mapper().convertValue(value, String.class))
            .toList();
    return Map.of("type", "string", "enum", names);
  }

  private static String nameOf(RecordComponent member) {
    JsonProperty named = member.getAccessor().getAnnotation(JsonProperty.class);
    return named != null && !named.value().isEmpty()
        ? named.value()
        : SNAKE.translate(member.getName());
  }
}
