package io.plimsoll.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a model stands. The database refuses every other move.
 *
 * <pre>
 * PENDING -> PREPROCESSING -> TRAINING -> COMPLETED
 *    |            |              |
 *    +------------+--------------+------> FAILED | CANCELLED
 * </pre>
 */
public enum ModelStatus {
  PENDING,
  PREPROCESSING,
  TRAINING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** The name that the database and the APIs use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of this name, if there is one. */
  public static Optional<ModelStatus> find(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }

  /** Reads a status that the database wrote. */
  public static ModelStatus parse(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("status: '%s'".formatted(text)));
  }

  /** Whether the model will not move any more. */
  public boolean isTerminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
