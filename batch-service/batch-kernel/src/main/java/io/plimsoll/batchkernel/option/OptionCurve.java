package io.plimsoll.batchkernel.option;

import io.plimsoll.batchkernel.option.AmericanOption.Accuracy;

/**
 * The price of one option at any number of spots, all else fixed: the exercise boundary of an
 * American option is found once.
 *
 * <p>The price is homogeneous in spot and strike, so one boundary of a strike of 1 answers for a
 * put at every spot and, by put-call symmetry, for a call too. The values are those of {@link
 * AmericanOption#price} and {@link BlackScholes#price}, but for the rounding of that scaling.
 *
 * <p>Cost: O(n l m) once for an American option, O(p) a price; see {@link Accuracy}.
 *
 * <p>Source: McDonald and Schroder (1998), "A parity result for American options", Journal of
 * Computational Finance 1(3), for the symmetry and the homogeneity.
 */
public final class OptionCurve {
  private final OptionContract contract;
  private final OptionMarket market;
  private final Accuracy accuracy;
  private final Pricer pricer;

  private OptionCurve(
      OptionContract contract, OptionMarket market, Accuracy accuracy, Pricer pricer) {
    this.contract = contract;
    this.market = market;
    this.accuracy = accuracy;
    this.pricer = pricer;
  }

  /** The curve of an option; the market's spot is not looked at. */
  public static OptionCurve of(OptionContract contract, OptionMarket market, Accuracy accuracy) {
    Pricer pricer =
        contract.style() == ExerciseStyle.EUROPEAN
            ? new Pricer.European()
            : AmericanOption.unitBoundary(contract, market, accuracy)
                .<Pricer>map(Pricer.OnBoundary::new)
                .orElseGet(Pricer.Anew::new);
    return new OptionCurve(contract, market, accuracy, pricer);
  }

  /** The price of one unit at a spot, positive. */
  public double price(double spot) {
    OptionMarket there = market.withSpot(spot);
    return switch (pricer) {
      case Pricer.European _ -> BlackScholes.price(contract, there);
      case Pricer.Anew _ -> AmericanOption.price(contract, there, accuracy);
      case Pricer.OnBoundary(ExerciseBoundary boundary) -> {
        double strike = contract.strike();
        double unit =
            switch (contract.kind()) {
              case PUT -> strike * boundary.price(spot / strike);
              case CALL -> spot * boundary.price(strike / spot);
            };
        yield Math.max(
            contract.kind().intrinsic(spot, strike),
            Math.max(BlackScholes.price(contract, there), unit));
      }
    };
  }

  private sealed interface Pricer {
    record European() implements Pricer {}

    record Anew() implements Pricer {}

    record OnBoundary(ExerciseBoundary boundary) implements Pricer {}
  }
}
