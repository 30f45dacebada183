package io.plimsoll.learning.feature;

/** What became of a text that should name a feature or be a formula. */
public sealed interface FeatureReading {

  /** A feature, under its canonical name. */
  record Known(Feature feature) implements FeatureReading {}

  /**
   * No feature.
   *
   * @param reason what was found and what was expected
   */
  record Faulty(String reason) implements FeatureReading {}
}
