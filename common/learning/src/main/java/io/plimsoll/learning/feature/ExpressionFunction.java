package io.plimsoll.learning.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The functions of a formula. A window of n bars at row t holds the rows t-n+1..t; a row whose
 * window is not full or holds a NaN is NaN.
 */
enum ExpressionFunction {
  /** The value n bars ago. */
  REF(1, true, false),
  /** The mean of n bars. */
  MEAN(1, true, false),
  /** The standard deviation of n bars, ddof 1; 0 without spread. */
  STD(1, true, false),
  /** The highest of n bars. */
  MAX(1, true, false),
  /** The lowest of n bars. */
  MIN(1, true, false),
  /** The value's rank among n bars as a share, equal values sharing theirs: above 0, at most 1. */
  RANK(1, true, true),
  /** The exponential average with weight 2/(n+1), known from the n-th value on. */
  EMA(1, true, false),
  /** Pearson's correlation of two formulas over n bars; 0 where one has no spread. */
  CORR(2, true, true),
  /** The absolute value. */
  ABS(1, false, false),
  /** The natural logarithm of a number without dimension. */
  LOG(1, false, true);

  private final int formulas;
  private final boolean hasWindow;
  private final boolean isDimensionless;

  ExpressionFunction(int formulas, boolean hasWindow, boolean isDimensionless) {
    this.formulas = formulas;
    this.hasWindow = hasWindow;
    this.isDimensionless = isDimensionless;
  }

  static Optional<ExpressionFunction> find(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many formulas it takes. */
  int formulas() {
    return formulas;
  }

  /** Whether its last argument is a number of bars. */
  boolean hasWindow() {
    return hasWindow;
  }

  /** The least number of bars that it makes sense for. */
  int fewestBars() {
    return this == STD || this == CORR || this == RANK ? 2 : 1;
  }

  /** Whether what it gives has no dimension, whatever it is given. */
  boolean isDimensionless() {
    return isDimensionless;
  }

  double[] of(double[] a, double[] b, int bars) {
    return switch (this) {
      case REF -> Formulas.eachFrom(bars, a.length, t -> a[t - bars]);
      case MEAN -> Rolling.mean(a, bars);
      case STD -> Rolling.deviation(a, bars, 1);
      case MAX -> Rolling.highest(a, bars);
      case MIN -> Rolling.lowest(a, bars);
      case RANK -> Rolling.rank(a, bars);
      case EMA -> Rolling.exponential(a, 2.0 / (bars + 1), bars);
      case CORR -> Rolling.correlation(a, b, bars);
      case ABS -> Formulas.each(a.length, t -> Math.abs(a[t]));
      case LOG -> Formulas.each(a.length, t -> StrictMath.log(a[t]));
    };
  }
}
