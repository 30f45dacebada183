package io.plimsoll.learning.algorithm;

/** Says why rows cannot be learned from; a second try with the same rows fails in the same way. */
public final class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
