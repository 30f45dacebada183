package io.plimsoll.learning.algorithm;

/** What an algorithm learns. */
public enum Task {
  /** A number. */
  REGRESSION("regression"),
  /** The probability that the target rises. */
  CLASSIFICATION("classification");

  private final String text;

  Task(String text) {
    this.text = text;
  }

  /** The task's name on the wire. */
  public String text() {
    return text;
  }
}
