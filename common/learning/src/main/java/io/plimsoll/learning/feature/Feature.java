package io.plimsoll.learning.feature;

import java.util.Objects;

/**
 * One entry of the catalogue.
 *
 * @param name the column's name on the wire
 * @param group the family it belongs to
 * @param formula the definition, in the notation of docs/methods/features.md
 * @param reach how far back the value looks
 * @param context the further series it needs
 * @param nature how it may be used
 */
public record Feature(
    String name, FeatureGroup group, String formula, Reach reach, Context context, Nature nature) {

  public Feature {
    Objects.requireNonNull(group);
    if (group != FeatureGroup.EXPRESSIONS && !name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("name: %s (expected: snake_case)".formatted(name));
    }
    if (formula.isBlank()) {
      throw new IllegalArgumentException("formula of %s: blank".formatted(name));
    }
  }

  /**
   * How far back a feature looks.
   *
   * @param window how many units the value rests on; the rows before it is full are NaN
   * @param lag how many units before the row's own close the newest input stands
   * @param unit what window and lag count
   */
  public record Reach(int window, int lag, Unit unit) {
    public Reach {
      if (window < 1 || lag < 0) {
        throw new IllegalArgumentException(
            "reach: window %d, lag %d (expected: window >= 1, lag >= 0)".formatted(window, lag));
      }
    }

    static Reach bars(int window) {
      return new Reach(window, 0, Unit.BARS);
    }
  }

  /** What a reach counts: bars of the series itself, or closed hours or days made of them. */
  public enum Unit {
    BARS("bars"),
    CLOSED_HOURS("closed_hours"),
    CLOSED_DAYS("closed_days");

    private final String text;

    Unit(String text) {
      this.text = text;
    }

    /** The unit's name on the wire. */
    public String text() {
      return text;
    }
  }

  /** The further series a feature needs beside the primary one. */
  public enum Context {
    NONE("none"),
    MARKET("market"),
    VOLATILITY("volatility");

    private final String text;

    Context(String text) {
      this.text = text;
    }

    /** The context's name on the wire. */
    public String text() {
      return text;
    }
  }

  /**
   * How a feature may be used.
   *
   * @param dependence causal, or fitted on the training span
   * @param scale its dimension, which decides how a return model gets it
   * @param categorical whether the value names a class, which a linear model gets one-hot
   */
  public record Nature(Dependence dependence, Scale scale, boolean categorical) {
    static Nature causal(Scale scale) {
      return new Nature(Dependence.CAUSAL, scale, false);
    }
  }

  /** On which rows a value depends. */
  public enum Dependence {
    /** The value at t stays, bit for bit, when rows after t are altered or removed. */
    CAUSAL("causal"),
    /** Parameters come from the training span only; given them, the value is causal. */
    FITTED("fitted");

    private final String text;

    Dependence(String text) {
      this.text = text;
    }

    /** The dependence's name on the wire. */
    public String text() {
      return text;
    }
  }

  /**
   * The dimension of a value. Levels reach a return model only in the normalised form named here; a
   * price model gets them as they are.
   */
  public enum Scale {
    /** Without dimension: passed on as it is. */
    RATIO("none", "x"),
    /** A price: divided by the close, less 1. */
    PRICE("price", "x/C - 1"),
    /** A distance of prices: divided by the close. */
    PRICE_DISTANCE("price_distance", "x/C"),
    /** A number of shares: divided by the mean volume of 60 bars. */
    VOLUME("volume", "x/mean60(V)"),
    /** A running total of shares: its change over 60 bars, divided by their volume. */
    VOLUME_TOTAL("volume_total", "(x - x[-60])/sum60(V)"),
    /** The level of the volatility context: divided by its own mean of 252 bars, less 1. */
    VOLATILITY_LEVEL("volatility_level", "x/mean252(x) - 1");

    private final String text;
    private final String normalised;

    Scale(String text, String normalised) {
      this.text = text;
      this.normalised = normalised;
    }

    /** The scale's name on the wire. */
    public String text() {
      return text;
    }

    /** What a return model gets for a value x. */
    public String normalised() {
      return normalised;
    }
  }

  /** Whether the value needs a context series. */
  public boolean needsContext() {
    return context != Context.NONE;
  }
}
