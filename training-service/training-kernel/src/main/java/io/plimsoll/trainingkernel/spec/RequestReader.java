package io.plimsoll.trainingkernel.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads members of a request by type and range, and collects what is wrong instead of stopping. */
final class RequestReader {
  private static final double LARGEST_WHOLE = 0x1p53;

  private final String path;
  private final Map<String, @Nullable Object> members;
  private final List<FieldFault> faults;

  RequestReader(Map<String, ? extends @Nullable Object> members) {
    this("", members, new ArrayList<>());
  }

  private RequestReader(
      String path, Map<String, ? extends @Nullable Object> members, List<FieldFault> faults) {
    this.path = path;
    this.members = new LinkedHashMap<>(members);
    this.faults = faults;
  }

  List<FieldFault> faults() {
    return faults;
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  void fault(String name, String detail) {
    faults.add(new FieldFault(path + name, detail));
  }

  void refuseOthers(Set<String> known) {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        fault(name, "unknown (expected: one of %s)".formatted(known.stream().sorted().toList()));
      }
    }
  }

  Optional<String> text(String name) {
    Object value = members.get(name);
    if (value != null && !(value instanceof String)) {
      fault(name, "%s (expected: a text)".formatted(value));
    }
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  double number(String name, double standard, double smallest, double largest) {
    Object value = members.get(name);
    if (value == null) {
      return standard;
    }
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= smallest && number.doubleValue() <= largest)) {
      fault(name, "%s (expected: a number within [%s, %s])".formatted(value, smallest, largest));
      return standard;
    }
    return number.doubleValue() + 0.0;
  }

  long whole(String name, long standard, long smallest, long largest) {
    Object value = members.get(name);
    if (value == null) {
      return standard;
    }
    if (!(value instanceof Number number) || !isWholeWithin(number, smallest, largest)) {
      fault(
          name,
          "%s (expected: a whole number within [%d, %d])".formatted(value, smallest, largest));
      return standard;
    }
    return number.longValue();
  }

  /** The texts of a list, or the parts of one text between commas. */
  List<String> texts(String name) {
    Object value = members.get(name);
    return switch (value) {
      case null -> List.of();
      case List<?> list -> {
        List<String> texts = new ArrayList<>();
        for (Object item : list) {
          if (item instanceof String text) {
            texts.add(text);
          } else {
            fault(name, "%s (expected: a list of texts)".formatted(item));
          }
        }
        yield texts;
      }
      default -> {
        fault(name, "%s (expected: a list of texts)".formatted(value));
        yield List.of();
      }
    };
  }

  RequestReader object(String name) {
    Object value = members.get(name);
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.forEach((key, member) -> inner.put(String.valueOf(key), member));
      default -> fault(name, "%s (expected: an object)".formatted(value));
    }
    return new RequestReader(path + name + ".", inner, faults);
  }

  /** Each member as a number. */
  Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    members.forEach((name, value) -> {
      if (value instanceof Number number && isExact(number)) {
        numbers.put(name, number.doubleValue() + 0.0);
      } else if (value != null) {
        fault(name, "%s (expected: a number)".formatted(value));
      }
    });
    return numbers;
  }

  /** Each member as a list of numbers. */
  Map<String, List<Double>> numberLists() {
    Map<String, List<Double>> lists = new LinkedHashMap<>();
    members.forEach((name, value) -> {
      if (value instanceof List<?> list
          && list.stream().allMatch(item -> item instanceof Number n && isExact(n))) {
        lists.put(name, list.stream().map(item -> ((Number) item).doubleValue() + 0.0).toList());
      } else if (value != null) {
        fault(name, "%s (expected: a list of numbers)".formatted(value));
      }
    });
    return lists;
  }

  private static boolean isExact(Number number) {
    double value = number.doubleValue();
    return Double.isFinite(value)
        && (number instanceof Double
            || number instanceof Float
            || Math.abs(value) <= LARGEST_WHOLE);
  }

  private static boolean isWholeWithin(Number number, long smallest, long largest) {
    double value = number.doubleValue();
    return value == Math.rint(value)
        && Math.abs(value) <= LARGEST_WHOLE
        && number.longValue() >= smallest
        && number.longValue() <= largest
        && (number.longValue() == value);
  }
}
