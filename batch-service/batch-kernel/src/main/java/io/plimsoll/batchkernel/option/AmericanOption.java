package io.plimsoll.batchkernel.option;

import java.util.Optional;

/**
 * Values American options with a continuous dividend yield by their exercise boundary.
 *
 * <p>Calls are priced by put-call symmetry. Where early exercise never pays (a put without a
 * positive rate, a call without a positive yield) the answer is the European one. Where the
 * boundary would be double (a negative rate above a still lower yield) a binomial tree of 1,001
 * steps answers, with an error of about 5e-4 per 100 of strike.
 *
 * <p>Units: as in {@link OptionValue}. In the exercise region the sensitivities are those of the
 * intrinsic value.
 *
 * <p>Source: Andersen, Lake and Offengenden (2016), "High-performance American option pricing",
 * Journal of Computational Finance 20(1), scheme FP-A; McDonald and Schroder (1998), "A parity
 * result for American options", Journal of Computational Finance 1(3).
 */
public final class AmericanOption {
  /** Below this deviation over the option's life the spot is taken to move without chance. */
  private static final double LEAST_DEVIATION = 1e-4;

  private static final int TREE_STEPS = 1_001;
  private static final double VOLATILITY_BUMP = 1e-4;
  private static final double RATE_BUMP = 1e-5;
  private static final double POINT = .01;

  private AmericanOption() {}

  /** The price of one unit, never below the intrinsic value nor below the European price. */
  public static double price(OptionContract contract, OptionMarket market, Accuracy accuracy) {
    double european = BlackScholes.price(contract, market);
    return switch (Route.of(contract, market)) {
      case EUROPEAN -> european;
      case CERTAIN -> Math.max(european, certain(contract, market));
      case TREE -> Math.max(european, Binomial.price(contract, market, TREE_STEPS));
      case BOUNDARY -> {
        PutView put = PutView.of(contract, market);
        yield Math.max(european, put.boundary(accuracy).price(put.spot()));
      }
    };
  }

  /** The price and its five sensitivities; gamma and delta are exact on the boundary's integral. */
  public static OptionValue value(OptionContract contract, OptionMarket market, Accuracy accuracy) {
    double price = price(contract, market, accuracy);
    double intrinsic = contract.kind().intrinsic(market.spot(), contract.strike());
    return switch (Route.of(contract, market)) {
      case EUROPEAN -> BlackScholes.value(contract, market);
      case CERTAIN, TREE -> bumped(contract, market, accuracy, price);
      case BOUNDARY ->
          price <= intrinsic
              ? new OptionValue(intrinsic, contract.kind().sign(), 0, 0, 0, 0)
              : onBoundary(contract, market, accuracy, price);
    };
  }

  /** The boundary of a put of strike 1 that the option comes to, where it has a single one. */
  static Optional<ExerciseBoundary> unitBoundary(
      OptionContract contract, OptionMarket market, Accuracy accuracy) {
    if (Route.of(contract, market) != Route.BOUNDARY) {
      return Optional.empty();
    }
    PutView put = PutView.of(contract, market);
    return Optional.of(
        ExerciseBoundary.of(
            new ExerciseBoundary.Put(
                1, put.rate(), put.dividendYield(), put.volatility(), put.years()),
            accuracy));
  }

  private static OptionValue onBoundary(
      OptionContract contract, OptionMarket market, Accuracy accuracy, double price) {
    PutView put = PutView.of(contract, market);
    ExerciseBoundary boundary = put.boundary(accuracy);
    double putDelta = boundary.delta(put.spot());
    double putGamma = boundary.gamma(put.spot());
    double spot = market.spot();
    double delta =
        contract.kind() == OptionKind.PUT ? putDelta : (price - put.spot() * putDelta) / spot;
    double gamma =
        contract.kind() == OptionKind.PUT
            ? putGamma
            : putGamma * put.spot() * put.spot() / (spot * spot);
    return withInputBumps(contract, market, accuracy, new SpotTerms(price, delta, gamma));
  }

  private static OptionValue bumped(
      OptionContract contract, OptionMarket market, Accuracy accuracy, double price) {
    double bump = market.spot() * 1e-3;
    double above = price(contract, market.withSpot(market.spot() + bump), accuracy);
    double below = price(contract, market.withSpot(market.spot() - bump), accuracy);
    double delta = (above - below) / (2 * bump);
    double gamma = (above - 2 * price + below) / (bump * bump);
    return withInputBumps(contract, market, accuracy, new SpotTerms(price, delta, gamma));
  }

  /** Theta follows from the Black-Scholes equation; vega and rho from central differences. */
  private static OptionValue withInputBumps(
      OptionContract contract, OptionMarket market, Accuracy accuracy, SpotTerms terms) {
    double volatility = market.volatility();
    double rate = market.rate();
    double spot = market.spot();
    double volatilityBump = Math.min(VOLATILITY_BUMP, .5 * volatility);
    double vega =
        volatilityBump == 0
            ? 0
            : (price(contract, market.withVolatility(volatility + volatilityBump), accuracy)
                    - price(contract, market.withVolatility(volatility - volatilityBump), accuracy))
                / (2 * volatilityBump);
    double rho =
        (price(contract, market.withRate(rate + RATE_BUMP), accuracy)
                - price(contract, market.withRate(rate - RATE_BUMP), accuracy))
            / (2 * RATE_BUMP);
    double theta =
        rate * terms.price
            - (rate - market.dividendYield()) * spot * terms.delta
            - .5 * volatility * volatility * spot * spot * terms.gamma;
    return new OptionValue(
        terms.price,
        terms.delta,
        terms.gamma,
        theta / BlackScholes.DAYS_PER_YEAR,
        vega * POINT,
        rho * POINT);
  }

  /** The best of exercising now, at expiry, or where the discounted certain pay-off is highest. */
  private static double certain(OptionContract contract, OptionMarket market) {
    double best = contract.kind().intrinsic(market.spot(), contract.strike());
    double rate = market.rate();
    double dividendYield = market.dividendYield();
    double ratio = dividendYield * market.spot() / (rate * contract.strike());
    if (rate != dividendYield && ratio > 0) {
      double when = StrictMath.log(ratio) / (dividendYield - rate);
      if (when > 0 && when < contract.years()) {
        best =
            Math.max(best, BlackScholes.price(contract.withYears(when), market.withVolatility(0)));
      }
    }
    return best;
  }

  private record SpotTerms(double price, double delta, double gamma) {}

  private enum Route {
    EUROPEAN,
    CERTAIN,
    TREE,
    BOUNDARY;

    static Route of(OptionContract contract, OptionMarket market) {
      PutView put = PutView.of(contract, market);
      if (contract.years() == 0 || (put.rate() <= 0 && put.dividendYield() >= put.rate())) {
        return EUROPEAN;
      }
      if (market.volatility() * Math.sqrt(contract.years()) < LEAST_DEVIATION) {
        return CERTAIN;
      }
      return put.rate() <= 0 ? TREE : BOUNDARY;
    }
  }

  /**
   * A put as it is; a call on (spot, strike, rate, yield) as the put on (strike, spot, yield,
   * rate).
   */
  private record PutView(
      double spot,
      double strike,
      double rate,
      double dividendYield,
      double volatility,
      double years) {
    static PutView of(OptionContract contract, OptionMarket market) {
      return switch (contract.kind()) {
        case PUT ->
            new PutView(
                market.spot(),
                contract.strike(),
                market.rate(),
                market.dividendYield(),
                market.volatility(),
                contract.years());
        case CALL ->
            new PutView(
                contract.strike(),
                market.spot(),
                market.dividendYield(),
                market.rate(),
                market.volatility(),
                contract.years());
      };
    }

    ExerciseBoundary boundary(Accuracy accuracy) {
      return ExerciseBoundary.of(
          new ExerciseBoundary.Put(strike, rate, dividendYield, volatility, years), accuracy);
    }
  }

  /**
   * How finely the boundary is resolved, as the paper's (l, m, n, p).
   *
   * @param fixedPointNodes l, quadrature nodes of the fixed-point integrals
   * @param iterations m, the first a Jacobi-Newton step
   * @param collocationNodes n, Chebyshev nodes of the boundary besides expiry
   * @param priceNodes p, quadrature nodes of the premium's integral
   */
  public record Accuracy(
      int fixedPointNodes, int iterations, int collocationNodes, int priceNodes) {
    /** (15, 3, 7, 41): root mean square error below 1e-4 per 100 of strike. */
    public static final Accuracy FINE = new Accuracy(15, 3, 7, 41);

    /** (7, 2, 5, 20): root mean square error below 5e-4 per 100 of strike, for large books. */
    public static final Accuracy FAST = new Accuracy(7, 2, 5, 20);

    public Accuracy {
      if (fixedPointNodes < 2 || iterations < 1 || collocationNodes < 2 || priceNodes < 2) {
        throw new IllegalArgumentException(
            "accuracy: (%d, %d, %d, %d) (expected: at least (2, 1, 2, 2))"
                .formatted(fixedPointNodes, iterations, collocationNodes, priceNodes));
      }
    }
  }
}
