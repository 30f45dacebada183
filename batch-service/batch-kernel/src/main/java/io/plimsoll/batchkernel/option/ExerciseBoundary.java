package io.plimsoll.batchkernel.option;

import io.plimsoll.batchkernel.option.AmericanOption.Accuracy;
import io.plimsoll.kernel.statistics.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * The spot below which an American put is exercised, as a function of the time to expiry, and the
 * put's price from it.
 *
 * <p>The boundary B is sought at Chebyshev nodes of the root of time as {@code H = ln(B/X)^2} with
 * X its limit at expiry, which is nearly a straight line; a first guess by the QD+ approximation is
 * improved by one Jacobi-Newton step and then plain fixed-point steps.
 *
 * <p>Source: Andersen, Lake and Offengenden (2016), scheme FP-A; first guess: Li (2010),
 * "Analytical approximations for the critical stock prices of American options: a performance
 * comparison", Review of Derivatives Research 13(1).
 *
 * <p>Cost: O(n l m) normal densities for the boundary, O(p) for each price.
 */
final class ExerciseBoundary {
  private final Put put;
  private final double limit;
  private final double rootYears;
  private final double[] coefficients;
  private final GaussLegendre rule;

  /** What the premium's integral needs at each of its nodes, whatever the spot. */
  private final List<Node> nodes = new ArrayList<>();

  private ExerciseBoundary(
      Put put, double limit, double rootYears, double[] coefficients, GaussLegendre rule) {
    this.put = put;
    this.limit = limit;
    this.rootYears = rootYears;
    this.coefficients = coefficients;
    this.rule = rule;
  }

  /**
   * The put that the boundary belongs to.
   *
   * @param strike positive
   * @param rate positive
   * @param dividendYield any sign
   * @param volatility positive
   * @param years positive
   */
  record Put(double strike, double rate, double dividendYield, double volatility, double years) {}

  /** Finds the boundary. */
  static ExerciseBoundary of(Put put, Accuracy accuracy) {
    double limit =
        put.dividendYield > put.rate ? put.strike * put.rate / put.dividendYield : put.strike;
    double rootYears = Math.sqrt(put.years);
    int n = accuracy.collocationNodes();
    double[] roots = new double[n];
    double[] values = new double[n + 1];
    for (int i = 0; i < n; i++) {
      roots[i] = .5 * rootYears * (1 + StrictMath.cos(i * Math.PI / n));
      values[i] = transform(QdPlus.criticalSpot(put, limit, roots[i] * roots[i]), limit);
    }
    GaussLegendre rule = GaussLegendre.of(accuracy.fixedPointNodes());
    double[] coefficients = coefficients(values);
    for (int iteration = 0; iteration < accuracy.iterations(); iteration++) {
      ExerciseBoundary current = new ExerciseBoundary(put, limit, rootYears, coefficients, rule);
      double[] next = new double[n + 1];
      for (int i = 0; i < n; i++) {
        double improved = current.improve(roots[i], iteration == 0);
        next[i] = transform(Math.min(limit, Math.max(improved, 1e-12 * limit)), limit);
      }
      coefficients = coefficients(next);
    }
    ExerciseBoundary found =
        new ExerciseBoundary(
            put, limit, rootYears, coefficients, GaussLegendre.of(accuracy.priceNodes()));
    found.prepare();
    return found;
  }

  private void prepare() {
    for (int j = 0; j < rule.nodes().size(); j++) {
      double y = rule.nodes().get(j);
      double share = .25 * (1 + y) * (1 + y);
      double time = rootYears * rootYears;
      double elapsed = time * share;
      nodes.add(
          new Node(
              rule.weights().get(j),
              elapsed,
              put.volatility * .5 * rootYears * (1 + y),
              at(rootYears * Math.sqrt(Math.max(0, 1 - share))),
              StrictMath.exp(-put.rate * elapsed),
              StrictMath.exp(-put.dividendYield * elapsed),
              .5 * time * (1 + y)));
    }
  }

  /** The boundary at a time to expiry given by its root. */
  double at(double rootTime) {
    double z = 2 * rootTime / rootYears - 1;
    double previous = 0;
    double current = 0;
    for (int k = coefficients.length - 1; k > 0; k--) {
      double next = coefficients[k] + 2 * z * current - previous;
      previous = current;
      current = next;
    }
    double squaredLog = coefficients[0] + z * current - previous;
    return limit * StrictMath.exp(-Math.sqrt(Math.max(0, squaredLog)));
  }

  /** The price of one put at a spot. */
  double price(double spot) {
    double intrinsic = put.strike - spot;
    if (spot <= at(rootYears)) {
      return intrinsic;
    }
    double premium = 0;
    for (Node node : nodes) {
      double dMinus = dMinus(spot / node.boundary, node.elapsed, node.deviation);
      double density = put.rate * put.strike * node.discount * Normal.cdf(-dMinus);
      if (put.dividendYield != 0) {
        density -=
            put.dividendYield
                * spot
                * node.dividendDiscount
                * Normal.cdf(-(dMinus + node.deviation));
      }
      premium += node.weight * density * node.timeWeight;
    }
    return Math.max(Math.max(0, intrinsic), european().price(spot) + premium);
  }

  /** The change of the price per unit of spot. */
  double delta(double spot) {
    if (spot <= at(rootYears)) {
      return -1;
    }
    double premium = 0;
    for (int j = 0; j < rule.nodes().size(); j++) {
      Point point = point(spot, rootYears, rule.nodes().get(j));
      double density =
          -put.rate
                  * put.strike
                  * point.discount
                  * Normal.pdf(point.dMinus)
                  / (spot * point.deviation)
              - put.dividendYield
                  * point.dividendDiscount
                  * (Normal.cdf(-point.dPlus) - Normal.pdf(point.dPlus) / point.deviation);
      premium += rule.weights().get(j) * density * point.timeWeight;
    }
    return european().value(spot).delta() + premium;
  }

  /** The change of delta per unit of spot. */
  double gamma(double spot) {
    if (spot <= at(rootYears)) {
      return 0;
    }
    double premium = 0;
    for (int j = 0; j < rule.nodes().size(); j++) {
      Point point = point(spot, rootYears, rule.nodes().get(j));
      double fromStrike =
          put.rate
              * put.strike
              * point.discount
              * Normal.pdf(point.dMinus)
              / (spot * spot * point.deviation)
              * (1 + point.dMinus / point.deviation);
      double fromSpot =
          put.dividendYield
              * point.dividendDiscount
              * Normal.pdf(point.dPlus)
              / (spot * point.deviation)
              * (1 - point.dPlus / point.deviation);
      premium += rule.weights().get(j) * (fromStrike + fromSpot) * point.timeWeight;
    }
    return european().value(spot).gamma() + premium;
  }

  private EuropeanPut european() {
    return new EuropeanPut(
        new OptionContract(OptionKind.PUT, ExerciseStyle.EUROPEAN, put.strike, put.years),
        new OptionMarket(put.strike, put.rate, put.dividendYield, put.volatility));
  }

  /** One step of the fixed-point equation B = f(B) at a node, damped by Newton's rule or plain. */
  private double improve(double root, boolean newton) {
    double time = root * root;
    double boundary = at(root);
    double deviation = put.volatility * root;
    double dMinus = dMinus(boundary / put.strike, time, deviation);
    double dPlus = dMinus + deviation;
    double numerator = Normal.pdf(dMinus) / deviation;
    double denominator = Normal.pdf(dPlus) / deviation + Normal.cdf(dPlus);
    double scale = boundary * deviation * deviation;
    double numeratorSlope = -dMinus * Normal.pdf(dMinus) / scale;
    double denominatorSlope = -dMinus * Normal.pdf(dPlus) / scale;
    for (int j = 0; j < rule.nodes().size(); j++) {
      double node = rule.nodes().get(j);
      double weight = rule.weights().get(j);
      Point point = point(boundary, root, node);
      double grownByRate = StrictMath.exp(put.rate * time) * point.discount;
      double grownByYield = StrictMath.exp(put.dividendYield * time) * point.dividendDiscount;
      double densityMinus = Normal.pdf(point.dMinus);
      double densityPlus = Normal.pdf(point.dPlus);
      double perDeviation = weight * point.timeWeight / point.deviation;
      numerator += put.rate * grownByRate * densityMinus * perDeviation;
      denominator +=
          put.dividendYield
              * grownByYield
              * (weight * point.timeWeight * Normal.cdf(point.dPlus) + densityPlus * perDeviation);
      double slopeScale = perDeviation * point.dMinus / (boundary * point.deviation);
      numeratorSlope -= put.rate * grownByRate * densityMinus * slopeScale;
      denominatorSlope -= put.dividendYield * grownByYield * densityPlus * slopeScale;
    }
    double factor = put.strike * StrictMath.exp(-(put.rate - put.dividendYield) * time);
    double f = factor * numerator / denominator;
    if (!newton) {
      return f;
    }
    double slope =
        factor
            * (numeratorSlope / denominator
                - numerator * denominatorSlope / (denominator * denominator));
    return boundary + (boundary - f) / (slope - 1);
  }

  /** One node of an integral over the time u since now, u = t (1 + y)^2 / 4 with y in [-1, 1]. */
  private Point point(double spot, double root, double y) {
    double share = .25 * (1 + y) * (1 + y);
    double time = root * root;
    double elapsed = time * share;
    double deviation = put.volatility * .5 * root * (1 + y);
    double boundary = at(root * Math.sqrt(Math.max(0, 1 - share)));
    double dMinus = dMinus(spot / boundary, elapsed, deviation);
    return new Point(
        dMinus,
        dMinus + deviation,
        deviation,
        StrictMath.exp(-put.rate * elapsed),
        StrictMath.exp(-put.dividendYield * elapsed),
        .5 * time * (1 + y));
  }

  private double dMinus(double ratio, double time, double deviation) {
    return (StrictMath.log(ratio) + (put.rate - put.dividendYield) * time) / deviation
        - .5 * deviation;
  }

  private static double transform(double boundary, double limit) {
    double log = StrictMath.log(boundary / limit);
    return log * log;
  }

  /** Coefficients of the Chebyshev interpolant through values at cos(i pi / n), i = 0..n. */
  private static double[] coefficients(double[] values) {
    int n = values.length - 1;
    double[] coefficients = new double[n + 1];
    for (int k = 0; k <= n; k++) {
      double sum = .5 * (values[0] + (k % 2 == 0 ? values[n] : -values[n]));
      for (int i = 1; i < n; i++) {
        sum += values[i] * StrictMath.cos(i * k * Math.PI / n);
      }
      coefficients[k] = 2 * sum / n;
    }
    coefficients[0] *= .5;
    coefficients[n] *= .5;
    return coefficients;
  }

  private record Node(
      double weight,
      double elapsed,
      double deviation,
      double boundary,
      double discount,
      double dividendDiscount,
      double timeWeight) {}

  private record Point(
      double dMinus,
      double dPlus,
      double deviation,
      double discount,
      double dividendDiscount,
      double timeWeight) {}

  private record EuropeanPut(OptionContract contract, OptionMarket market) {
    double price(double spot) {
      return BlackScholes.price(contract, market.withSpot(spot));
    }

    OptionValue value(double spot) {
      return BlackScholes.value(contract, market.withSpot(spot));
    }
  }
}
