package io.plimsoll.batch.risk.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What two runs differ in: the numbers that moved, and the inputs that moved them.
 *
 * @param numbers every number that is not the same, the largest relative change first
 * @param inputs every input that is not the same, by its path
 */
public record RunDifference(List<Moved> numbers, List<Changed> inputs) {
  public RunDifference {
    numbers = List.copyOf(numbers);
    inputs = List.copyOf(inputs);
  }

  /**
   * A number of both runs, or of one.
   *
   * @param path where it stands, joined by dots
   * @param before in the first run
   * @param after in the second run
   */
  public record Moved(String path, Optional<Double> before, Optional<Double> after) {
    private double relative() {
      if (before.isEmpty() || after.isEmpty() || before.get() == 0) {
        return Double.POSITIVE_INFINITY;
      }
      return Math.abs(after.get() / before.get() - 1);
    }
  }

  /**
   * An input of both runs, or of one.
   *
   * @param path where it stands, joined by dots
   * @param before in the first run
   * @param after in the second run
   */
  public record Changed(String path, Optional<String> before, Optional<String> after) {}

  /**
   * Compares two runs as they are read whole: a tree of {@code inputs} and one of {@code numbers}.
   */
  public static RunDifference of(Map<String, Object> before, Map<String, Object> after) {
    SortedMap<String, Object> numbersBefore = leaves(before.get("numbers"));
    SortedMap<String, Object> numbersAfter = leaves(after.get("numbers"));
    List<Moved> moved = new ArrayList<>();
    for (String path : paths(numbersBefore, numbersAfter)) {
      Optional<Double> left = number(numbersBefore, path);
      Optional<Double> right = number(numbersAfter, path);
      if (!left.equals(right)) {
        moved.add(new Moved(path, left, right));
      }
    }
    moved.sort(Comparator.comparingDouble(Moved::relative).reversed().thenComparing(Moved::path));
    SortedMap<String, Object> inputsBefore = leaves(before.get("inputs"));
    SortedMap<String, Object> inputsAfter = leaves(after.get("inputs"));
    List<Changed> changed = new ArrayList<>();
    for (String path : paths(inputsBefore, inputsAfter)) {
      Optional<String> left = Optional.ofNullable(inputsBefore.get(path)).map(Object::toString);
      Optional<String> right = Optional.ofNullable(inputsAfter.get(path)).map(Object::toString);
      if (!left.equals(right)) {
        changed.add(new Changed(path, left, right));
      }
    }
    return new RunDifference(moved, changed);
  }

  private static SortedSet<String> paths(Map<String, Object> before, Map<String, Object> after) {
    SortedSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    return paths;
  }

  private static Optional<Double> number(Map<String, Object> leaves, String path) {
    return Optional.ofNullable(leaves.get(path))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue());
  }

  private static SortedMap<String, Object> leaves(@Nullable Object tree) {
    SortedMap<String, Object> leaves = new TreeMap<>();
    collect("", Objects.requireNonNullElse(tree, Map.of()), leaves);
    return leaves;
  }

  private static void collect(String path, Object node, Map<String, Object> leaves) {
    switch (node) {
      case Map<?, ?> members ->
          members.forEach((name, member) -> {
            if (member != null) {
              collect(path.isEmpty() ? name.toString() : path + "." + name, member, leaves);
            }
          });
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) != null) {
            collect("%s[%d]".formatted(path, i), items.get(i), leaves);
          }
        }
      }
      default -> leaves.put(path, node);
    }
  }
}
