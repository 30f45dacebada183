package io.plimsoll.learning.algorithm;

import java.util.Optional;

/**
 * One setting of an algorithm.
 *
 * @param name its name on the wire
 * @param isWhole whether only whole numbers are allowed
 * @param standard the value when none is given
 * @param smallest the least allowed value
 * @param largest the greatest allowed value
 */
public record Hyperparameter(
    String name, boolean isWhole, double standard, double smallest, double largest) {

  public Hyperparameter {
    if (!(smallest <= standard && standard <= largest)) {
      throw new IllegalArgumentException(
          "%s: default %s (expected: within [%s, %s])"
              .formatted(name, standard, smallest, largest));
    }
  }

  static Hyperparameter whole(String name, int standard, int smallest, int largest) {
    return new Hyperparameter(name, true, standard, smallest, largest);
  }

  static Hyperparameter number(String name, double standard, double smallest, double largest) {
    return new Hyperparameter(name, false, standard, smallest, largest);
  }

  /** What is wrong with a value, if anything is. */
  public Optional<String> fault(double value) {
    if (!(value >= smallest && value <= largest)) {
      return Optional.of(
          "%s (expected: within [%s, %s])".formatted(text(value), text(smallest), text(largest)));
    }
    if (isWhole && value != Math.rint(value)) {
      return Optional.of("%s (expected: a whole number)".formatted(text(value)));
    }
    return Optional.empty();
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
