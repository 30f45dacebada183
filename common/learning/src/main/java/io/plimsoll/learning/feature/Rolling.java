package io.plimsoll.learning.feature;

/**
 * Trailing-window statistics over a column, one pass each, without drift.
 *
 * <p>Shape: every method takes a column of n rows and gives a new one of n rows; row t looks at
 * rows t-window+1..t only. A row whose window is not full or holds a NaN is NaN.
 *
 * <p>Sums are carried from row to row and added up afresh at absolute rows (every {@value #BLOCK}),
 * so rounding cannot pile up and a row's bits do not depend on how many rows follow. They are also
 * added up afresh when a term leaves that dwarfs what stays, so a spike is forgotten as it leaves.
 *
 * <p>Second moments are taken about a value of the column's own block, never about zero.
 */
final class Rolling {
  private static final int BLOCK = 512;
  private static final double DWARFS = 1e6;

  /** A shifted variance below this share of the shifted second moment is rounding, not spread. */
  private static final double ROUNDING = 1e-13;

  private Rolling() {}

  static double[] sum(double[] values, int window) {
    int n = values.length;
    double[] result = new double[n];
    double sum = 0;
    double size = 0;
    int missing = 0;
    for (int t = 0; t < n; t++) {
      double entering = values[t];
      double leaving = t >= window ? values[t - window] : 0;
      missing += (Double.isNaN(entering) ? 1 : 0) - (Double.isNaN(leaving) ? 1 : 0);
      double in = Double.isNaN(entering) ? 0 : entering;
      double out = Double.isNaN(leaving) ? 0 : leaving;
      sum += in - out;
      size += Math.abs(in) - Math.abs(out);
      if (t % BLOCK == 0 || Math.abs(out) > DWARFS * Math.abs(size)) {
        sum = 0;
        size = 0;
        for (int s = Math.max(0, t - window + 1); s <= t; s++) {
          double value = Double.isNaN(values[s]) ? 0 : values[s];
          sum += value;
          size += Math.abs(value);
        }
      }
      result[t] = t < window - 1 || missing > 0 ? Double.NaN : sum;
    }
    return result;
  }

  static double[] mean(double[] values, int window) {
    double[] result = sum(values, window);
    for (int t = 0; t < result.length; t++) {
      result[t] /= window;
    }
    return result;
  }

  /**
   * Standard deviation with {@code ddof} degrees of freedom taken off; exactly 0 without spread.
   */
  static double[] deviation(double[] values, int window, int ddof) {
    double[] result = comoment(values, values, window);
    for (int t = 0; t < result.length; t++) {
      result[t] = Math.sqrt(result[t] / (window - ddof));
    }
    return result;
  }

  /**
   * How many deviations (ddof 1) a value lies from its window's mean; 0 where there is no spread.
   */
  static double[] score(double[] values, int window) {
    double[] mean = mean(values, window);
    double[] result = deviation(values, window, 1);
    for (int t = 0; t < result.length; t++) {
      result[t] = result[t] == 0 ? 0 : (values[t] - mean[t]) / result[t];
    }
    return result;
  }

  /**
   * Sum of products of the deviations from the means of the window; for twice the same column the
   * sum of squared deviations.
   */
  static double[] comoment(double[] a, double[] b, int window) {
    int n = a.length;
    double[] result = new double[n];
    double shiftA = 0;
    double shiftB = 0;
    Moments sums = new Moments();
    int missing = 0;
    for (int t = 0; t < n; t++) {
      boolean in = isPair(a[t], b[t]);
      boolean out = t >= window && isPair(a[t - window], b[t - window]);
      missing += (in ? 0 : 1) - (t < window || out ? 0 : 1);
      if (t % BLOCK == 0) {
        shiftA = in ? a[t] : shiftA;
        shiftB = in ? b[t] : shiftB;
        sums.restart(a, b, Math.max(0, t - window + 1), t, shiftA, shiftB);
      } else {
        if (in) {
          sums.add(a[t] - shiftA, b[t] - shiftB);
        }
        if (out && sums.isDwarfedBy(a[t - window] - shiftA, b[t - window] - shiftB)) {
          shiftA = in ? a[t] : shiftA;
          shiftB = in ? b[t] : shiftB;
          sums.restart(a, b, t - window + 1, t, shiftA, shiftB);
        } else if (out) {
          sums.subtract(a[t - window] - shiftA, b[t - window] - shiftB);
        }
      }
      result[t] = t < window - 1 || missing > 0 ? Double.NaN : sums.comoment(window, a == b);
    }
    return result;
  }

  static double[] highest(double[] values, int window) {
    return extreme(values, window, 1);
  }

  static double[] lowest(double[] values, int window) {
    return extreme(values, window, -1);
  }

  /** How many rows ago the window's highest value stood; the newest of equal ones counts. */
  static double[] rowsSinceHighest(double[] values, int window) {
    return rowsSince(values, window, 1);
  }

  /** How many rows ago the window's lowest value stood; the newest of equal ones counts. */
  static double[] rowsSinceLowest(double[] values, int window) {
    return rowsSince(values, window, -1);
  }

  private static double[] extreme(double[] values, int window, int sign) {
    double[] result = rowsSince(values, window, sign);
    for (int t = 0; t < result.length; t++) {
      result[t] = Double.isNaN(result[t]) ? Double.NaN : values[t - (int) result[t]];
    }
    return result;
  }

  private static double[] rowsSince(double[] values, int window, int sign) {
    int n = values.length;
    double[] result = new double[n];
    int[] candidates = new int[n];
    int head = 0;
    int tail = 0;
    int lastMissing = -1;
    for (int t = 0; t < n; t++) {
      double value = values[t];
      if (Double.isNaN(value)) {
        lastMissing = t;
        head = tail;
      } else {
        while (tail > head && sign * values[candidates[tail - 1]] <= sign * value) {
          tail--;
        }
        candidates[tail++] = t;
      }
      while (head < tail && candidates[head] <= t - window) {
        head++;
      }
      boolean full = t - window + 1 > lastMissing && t >= window - 1;
      result[t] = full ? t - candidates[head] : Double.NaN;
    }
    return result;
  }

  /** Median of each window; kept sorted by insertion, so a row costs O(window). */
  static double[] median(double[] values, int window) {
    int n = values.length;
    double[] result = new double[n];
    double[] sorted = new double[window];
    int held = 0;
    for (int t = 0; t < n; t++) {
      if (t >= window && !Double.isNaN(values[t - window])) {
        held = remove(sorted, held, values[t - window]);
      }
      if (!Double.isNaN(values[t])) {
        held = insert(sorted, held, values[t]);
      }
      int middle = window / 2;
      result[t] =
          held < window
              ? Double.NaN
              : window % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }
    return result;
  }

  /**
   * Each value's rank in its window as a share of the window: above 0, at most 1; equal values
   * share the mean of their ranks. A row costs O(window).
   */
  static double[] rank(double[] values, int window) {
    int n = values.length;
    double[] result = new double[n];
    int missing = 0;
    for (int t = 0; t < n; t++) {
      missing += Double.isNaN(values[t]) ? 1 : 0;
      missing -= t >= window && Double.isNaN(values[t - window]) ? 1 : 0;
      int below = 0;
      int equal = 0;
      for (int s = Math.max(0, t - window + 1); s <= t; s++) {
        below += values[s] < values[t] ? 1 : 0;
        equal += values[s] == values[t] ? 1 : 0;
      }
      result[t] = t < window - 1 || missing > 0 ? Double.NaN : (below + 0.5 * (equal + 1)) / window;
    }
    return result;
  }

  /** Pearson's correlation over each window; 0 where one of the two has no spread. */
  static double[] correlation(double[] a, double[] b, int window) {
    double[] result = comoment(a, b, window);
    double[] first = comoment(a, a, window);
    double[] second = comoment(b, b, window);
    for (int t = 0; t < result.length; t++) {
      double spread = Math.sqrt(first[t]) * Math.sqrt(second[t]);
      boolean isUnknown =
          Double.isNaN(result[t]) || Double.isNaN(first[t]) || Double.isNaN(second[t]);
      result[t] = isUnknown ? Double.NaN : spread == 0 ? 0 : Math.clamp(result[t] / spread, -1, 1);
    }
    return result;
  }

  /**
   * Exponential average {@code e += weight (x - e)} that starts at the first finite value (as
   * pandas' {@code ewm(adjust=False)}) and is NaN for the first {@code warmUp - 1} values.
   */
  static double[] exponential(double[] values, double weight, int warmUp) {
    double[] result = new double[values.length];
    double average = Double.NaN;
    int seen = 0;
    for (int t = 0; t < values.length; t++) {
      if (!Double.isNaN(values[t])) {
        average = seen == 0 ? values[t] : average + weight * (values[t] - average);
        seen++;
      }
      result[t] = seen < warmUp ? Double.NaN : average;
    }
    return result;
  }

  /** Wilder's average: the mean of the first {@code window} finite values, then weight 1/window. */
  static double[] wilder(double[] values, int window) {
    double[] result = new double[values.length];
    double average = 0;
    int seen = 0;
    for (int t = 0; t < values.length; t++) {
      if (!Double.isNaN(values[t])) {
        seen++;
        average = seen <= window ? average + values[t] : average + (values[t] - average) / window;
        average = seen == window ? average / window : average;
      }
      result[t] = seen < window ? Double.NaN : average;
    }
    return result;
  }

  private static boolean isPair(double a, double b) {
    return !Double.isNaN(a) && !Double.isNaN(b);
  }

  private static int insert(double[] sorted, int held, double value) {
    int at = held;
    while (at > 0 && sorted[at - 1] > value) {
      sorted[at] = sorted[at - 1];
      at--;
    }
    sorted[at] = value;
    return held + 1;
  }

  private static int remove(double[] sorted, int held, double value) {
    int at = 0;
    while (sorted[at] != value) {
      at++;
    }
    System.arraycopy(sorted, at + 1, sorted, at, held - at - 1);
    return held - 1;
  }

  /** Sums of two shifted columns, of their product and of their squares. */
  private static final class Moments {
    private double a;
    private double b;
    private double ab;
    private double aa;
    private double bb;

    void add(double x, double y) {
      a += x;
      b += y;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }

    void subtract(double x, double y) {
      a -= x;
      b -= y;
      ab -= x * y;
      aa -= x * x;
      bb -= y * y;
    }

    boolean isDwarfedBy(double x, double y) {
      return x * x > DWARFS * Math.abs(aa - x * x) || y * y > DWARFS * Math.abs(bb - y * y);
    }

    void restart(double[] x, double[] y, int from, int to, double shiftX, double shiftY) {
      a = 0;
      b = 0;
      ab = 0;
      aa = 0;
      bb = 0;
      for (int s = from; s <= to; s++) {
        if (isPair(x[s], y[s])) {
          add(x[s] - shiftX, y[s] - shiftY);
        }
      }
    }

    double comoment(int n, boolean same) {
      double moment = ab - a * b / n;
      double noise = ROUNDING * Math.sqrt(Math.abs(aa) * Math.abs(bb));
      if (Math.abs(moment) <= noise) {
        return 0;
      }
      return same ? Math.max(0, moment) : moment;
    }
  }
}
