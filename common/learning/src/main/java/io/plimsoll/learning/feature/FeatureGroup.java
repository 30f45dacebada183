package io.plimsoll.learning.feature;

import java.util.Arrays;
import java.util.Optional;

/** A family of features; its text may stand for all of them in a request. */
public enum FeatureGroup {
  RETURNS("returns"),
  VOLUME("volume"),
  MEAN_REVERSION("mean_reversion"),
  VOLATILITY("volatility"),
  CLASSIC("classic"),
  TIME("time"),
  MARKET_CONTEXT("market_context"),
  VOLATILITY_CONTEXT("volatility_context"),
  REGIMES("regimes"),
  /** Formulas that a request brings along; no feature of the catalogue is one. */
  EXPRESSIONS("expressions");

  private final String text;

  FeatureGroup(String text) {
    this.text = text;
  }

  /** The group's name on the wire. */
  public String text() {
    return text;
  }

  /** The group of that name, if there is one. */
  public static Optional<FeatureGroup> find(String text) {
    return Arrays.stream(values()).filter(group -> group.text.equals(text)).findFirst();
  }
}
