package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Symbol;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What estimators of a stochastic market's daily log returns (adjusted for dividends) should find.
 *
 * @param factors the factors
 * @param symbols the symbols
 */
public record MarketTruth(FactorModel factors, Map<Symbol, SymbolModel> symbols) {
  public MarketTruth {
    symbols = new TreeMap<>(symbols);
    symbols.forEach((symbol, model) -> {
      if (model.betas().size() != factors.names().size()) {
        throw new IllegalArgumentException(
            "%s: %d betas (expected: %d, one a factor)"
                .formatted(symbol, model.betas().size(), factors.names().size()));
      }
    });
  }

  /** The covariance of two symbols' daily log returns: b' F b, and what is its own with itself. */
  public double covariance(Symbol one, Symbol other) {
    Vec betas = of(one).betas();
    Vec otherBetas = of(other).betas();
    double sum = one.equals(other) ? of(one).ownVariance() : 0;
    for (int i = 0; i < betas.size(); i++) {
      for (int j = 0; j < betas.size(); j++) {
        sum += betas.get(i) * factors.covariance(i, j) * otherBetas.get(j);
      }
    }
    return sum;
  }

  /** The standard deviation of a symbol's daily log return. */
  public double volatility(Symbol symbol) {
    return Math.sqrt(covariance(symbol, symbol));
  }

  /** The correlation of two symbols' daily log returns. */
  public double correlation(Symbol one, Symbol other) {
    return covariance(one, other) / (volatility(one) * volatility(other));
  }

  /** The slope of a symbol's daily log return on another's. */
  public double beta(Symbol symbol, Symbol on) {
    return covariance(symbol, on) / covariance(on, on);
  }

  /** How a symbol behaves. */
  public SymbolModel of(Symbol symbol) {
    return Objects.requireNonNull(symbols.get(symbol), symbol::value);
  }
}
