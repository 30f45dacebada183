package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batchkernel.synthetic.MarketTruth;
import io.plimsoll.batchkernel.synthetic.StochasticMarket;
import io.plimsoll.batchkernel.synthetic.SymbolModel;
import io.plimsoll.batchkernel.synthetic.SyntheticRequest;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stochastic market is made of.
 *
 * @param factors the factors' names
 * @param symbols each symbol's truth
 * @param correlation of the symbols' daily log returns, rows and columns in the order of symbols
 */
public record TruthView(
    List<String> factors, Map<String, OneSymbol> symbols, List<List<Double>> correlation) {
  private static final int MOST = 200;

  static TruthView of(SyntheticRequest request) {
    List<Symbol> names = request.symbols();
    if (names.size() > MOST) {
      throw new Rejected(
          "symbols", "symbols: %d (expected: 1 to %d)".formatted(names.size(), MOST));
    }
    MarketTruth truth = StochasticMarket.usual(request);
    Map<String, OneSymbol> symbols = new LinkedHashMap<>();
    names.forEach(name -> symbols.put(name.value(), OneSymbol.of(truth, name)));
    return new TruthView(
        truth.factors().names(),
        symbols,
        names.stream()
            .map(one -> names.stream().map(other -> truth.correlation(one, other)).toList())
            .toList());
  }

  /**
   * One symbol.
   *
   * @param betas on each factor
   * @param dailyVolatility of its log returns, jumps included
   */
  public record OneSymbol(
      List<Double> betas,
      double dailyVolatility,
      double ownVolatility,
      double jumpsPerYear,
      double jumpVolatility,
      double dividendYield) {
    static OneSymbol of(MarketTruth truth, Symbol symbol) {
      SymbolModel model = truth.of(symbol);
      return new OneSymbol(
          list(model.betas()),
          truth.volatility(symbol),
          model.ownVolatility(),
          model.jumpsPerYear(),
          model.jumpVolatility(),
          model.dividendYield());
    }

    private static List<Double> list(Vec values) {
      return java.util.Arrays.stream(values.toArray()).boxed().toList();
    }
  }
}
