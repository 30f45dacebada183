package io.plimsoll.simulation.simulations.core;

import io.plimsoll.contracts.FieldFault;
import io.plimsoll.platform.problem.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the members of a request and collects what is wrong with them. */
final class Faults {
  private final List<FieldFault> found = new ArrayList<>();

  void add(String field, String detail) {
    found.add(new FieldFault(field, detail));
  }

  /** A number in [least, most], or its default. */
  double number(
      String field, @Nullable Double value, double whenAbsent, double least, double most) {
    double number = value == null ? whenAbsent : value;
    if (!(number >= least && number <= most)) {
      add(field, "%s: %s (expected: %s to %s)".formatted(field, number, least, most));
      return whenAbsent;
    }
    return number;
  }

  /** A number above 0 and at most a limit, or its default. */
  double positive(String field, @Nullable Double value, double whenAbsent, double most) {
    double number = value == null ? whenAbsent : value;
    if (!(number > 0 && number <= most)) {
      add(field, "%s: %s (expected: above 0, at most %s)".formatted(field, number, most));
      return whenAbsent;
    }
    return number;
  }

  /** A number above 0 and below a limit, if there is one. */
  OptionalDouble fraction(String field, @Nullable Double value, double below) {
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!(value > 0 && value < below)) {
      add(field, "%s: %s (expected: above 0, below %s)".formatted(field, value, below));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(value);
  }

  /** A whole number in [least, most], if there is one. */
  OptionalInt whole(String field, @Nullable Integer value, int least, int most) {
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value < least || value > most) {
      add(field, "%s: %d (expected: %d to %d)".formatted(field, value, least, most));
      return OptionalInt.empty();
    }
    return OptionalInt.of(value);
  }

  /** One of an enumeration's constants by its lower-case name, or its default. */
  <E extends Enum<E>> E choice(String field, @Nullable String value, E whenAbsent) {
    if (value == null) {
      return whenAbsent;
    }
    List<String> names = new ArrayList<>();
    for (E constant : whenAbsent.getDeclaringClass().getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(value)) {
        return constant;
      }
      names.add(name);
    }
    add(field, "%s: '%s' (expected: %s)".formatted(field, value, String.join(", ", names)));
    return whenAbsent;
  }

  /** What a parser makes of a text, if there is one that it can read. */
  <T> Optional<T> parsed(String field, @Nullable String value, Parser<T> parser) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(value));
    } catch (IllegalArgumentException e) {
      add(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Fails with all that was found, if anything was. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ServiceException.Rejected(found);
    }
  }

  /** Reads a text; what it cannot read it refuses with an {@code IllegalArgumentException}. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text);
  }
}
