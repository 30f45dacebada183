package io.plimsoll.batchkernel.valuation;

import io.plimsoll.batchkernel.option.AmericanOption;
import io.plimsoll.batchkernel.option.BlackScholes;
import io.plimsoll.batchkernel.option.ExerciseStyle;
import io.plimsoll.batchkernel.option.OptionContract;
import io.plimsoll.batchkernel.option.OptionCurve;
import io.plimsoll.batchkernel.option.OptionMarket;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.kernel.array.Vec;
import java.util.Optional;

/**
 * Values one unit of an instrument again after shocks, in full: no Greek is used.
 *
 * <p>The change is that of the model: price at {@code S(1 + return)}, {@code r + change} and {@code
 * sigma (1 + shock)} less the model's price now, the volatility staying with the strike. For an
 * option valued with its own implied volatility the latter is its quote. A stock's change is linear
 * and not cut off at its price, so that a factor's loss is never hidden; the underlying of an
 * option stays above 0.
 */
public sealed interface Repricing {
  /**
   * A stock or fund.
   *
   * @param price now
   */
  record OfStock(double price) implements Repricing {}

  /**
   * An option.
   *
   * @param contract what it is
   * @param underlying its market now
   * @param rate now
   * @param volatility what it is valued with
   * @param accuracy of the American price
   */
  record OfOption(
      OptionContract contract,
      UnderlyingMarket underlying,
      double rate,
      double volatility,
      AmericanOption.Accuracy accuracy)
      implements Repricing {
    double price(Shock shock) {
      OptionMarket market =
          underlying.shocked(
              shock.underlyingReturn(),
              rate + shock.rateChange(),
              volatility * (1 + shock.volatilityShock()),
              contract.years());
      return contract.style() == ExerciseStyle.EUROPEAN
          ? BlackScholes.price(contract, market)
          : AmericanOption.price(contract, market, accuracy);
    }

    /** As {@link #price} of moves of the underlying alone, the boundary found once. */
    @Override
    public Vec changes(Vec returns) {
      OptionMarket now = underlying.shocked(0, rate, volatility, contract.years());
      OptionCurve curve = OptionCurve.of(contract, now, accuracy);
      double before = curve.price(now.spot());
      double[] changes = new double[returns.size()];
      for (int i = 0; i < changes.length; i++) {
        OptionMarket then = underlying.shocked(returns.get(i), rate, volatility, contract.years());
        changes[i] = curve.price(then.spot()) - before;
      }
      return Vec.ofUnsafe(changes);
    }
  }

  /** Something that is worth nothing any more. */
  record OfExpired() implements Repricing {}

  /** How to value an instrument; empty for an option that could not be valued. */
  static Optional<Repricing> of(Instrument instrument, double price, OptionBook book) {
    return switch (instrument) {
      case Instrument.Stock _ -> Optional.of(new OfStock(price));
      case Instrument.Option option ->
          book.find(option).flatMap(valued -> of(option, valued, book));
    };
  }

  private static Optional<Repricing> of(
      Instrument.Option option, OptionBook.ValuedOption valued, OptionBook book) {
    if (valued.unit().isEmpty()) {
      return Optional.empty();
    }
    UnderlyingMarket underlying = book.setting().underlyings().get(option.underlying().value());
    if (valued.volatility().isEmpty() || underlying == null) {
      return Optional.of(new OfExpired());
    }
    return Optional.of(
        new OfOption(
            book.contract(option),
            underlying,
            book.setting().rate(),
            valued.volatility().get().value(),
            AmericanOption.Accuracy.FAST));
  }

  /** The change of one unit's value after a shock. */
  default double change(Shock shock) {
    return switch (this) {
      case OfStock(double price) -> price * shock.underlyingReturn();
      case OfOption option -> option.price(shock) - option.price(Shock.ofReturn(0));
      case OfExpired _ -> 0;
    };
  }

  /**
   * The changes of one unit's value after moves of the underlying alone.
   *
   * @param returns simple ones
   */
  default Vec changes(Vec returns) {
    return switch (this) {
      case OfStock(double price) -> {
        double[] changes = returns.toArray();
        for (int i = 0; i < changes.length; i++) {
          changes[i] *= price;
        }
        yield Vec.ofUnsafe(changes);
      }
      case OfOption option -> option.changes(returns);
      case OfExpired _ -> Vec.of(new double[returns.size()]);
    };
  }
}
