package io.plimsoll.trainingkernel.spec;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the rows are divided; lengths are in bars.
 *
 * @param scheme where test rows lie
 * @param window whether training spans grow or roll
 * @param folds how many test spans; 0 for the scheme holdout
 * @param length lengths of training and test spans
 * @param gap the rows left out between training and test spans
 * @param holdout the locked tail
 */
public record SplitSpec(
    Scheme scheme, Window window, int folds, Length length, Gap gap, Holdout holdout) {

  /** Where test rows lie. */
  public enum Scheme {
    /** Each test span follows its training span. */
    WALK_FORWARD("walk_forward"),
    /** Test spans share out all rows; the others train, less those that touch them. */
    PURGED_KFOLD("purged_kfold"),
    /** No test spans: one fit, scored on the holdout only. */
    HOLDOUT("holdout");

    private final String text;

    Scheme(String text) {
      this.text = text;
    }

    /** The scheme's name on the wire. */
    public String text() {
      return text;
    }

    /** The scheme of that name, if there is one. */
    public static Optional<Scheme> find(String text) {
      return Arrays.stream(values()).filter(scheme -> scheme.text.equals(text)).findFirst();
    }
  }

  /** Whether training spans grow or roll. */
  public enum Window {
    /** From the first row on. */
    EXPANDING("expanding"),
    /** Always of one length. */
    ROLLING("rolling");

    private final String text;

    Window(String text) {
      this.text = text;
    }

    /** The window's name on the wire. */
    public String text() {
      return text;
    }

    /** The window of that name, if there is one. */
    public static Optional<Window> find(String text) {
      return Arrays.stream(values()).filter(window -> window.text.equals(text)).findFirst();
    }
  }

  /**
   * Lengths of the spans; absent ones are shared out evenly.
   *
   * @param train bars of a rolling training span
   * @param test bars of a test span
   */
  public record Length(OptionalInt train, OptionalInt test) {}

  /**
   * Rows left out, so that no training target reaches into a test row.
   *
   * @param purge bars before a test span, at least the horizon
   * @param embargo further bars between a training and a test span
   */
  public record Gap(int purge, int embargo) {}

  /**
   * The locked tail that no fit and no choice may see.
   *
   * @param share its part of all bars
   * @param from its first instant where one is inherited; then the share plays no part
   */
  public record Holdout(double share, Optional<Instant> from) {}
}
