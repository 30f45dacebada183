package io.plimsoll.learning.feature;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The bars a model looks at: the primary symbol's, whose rows are the rows of everything else, and
 * those of its context symbols.
 *
 * <p>The first context symbol that is a volatility index or fund is the volatility context, the
 * first other one the market context.
 */
public final class MarketData {
  private final Symbol primary;
  private final SequencedMap<Symbol, Bars> bars;

  /** Takes raw bars; features and targets see them adjusted for splits and dividends. */
  public MarketData(Symbol primary, Map<Symbol, Bars> bars) {
    if (!bars.containsKey(primary)) {
      throw new IllegalArgumentException(
          "bars: of %s (expected: those of %s among them)".formatted(bars.keySet(), primary));
    }
    this.primary = primary;
    this.bars = new LinkedHashMap<>(bars);
  }

  /** The symbol that is predicted. */
  public Symbol primary() {
    return primary;
  }

  /** The primary symbol's bars, raw. */
  public Bars primaryBars() {
    return get(primary);
  }

  /** All symbols, in the order they were given. */
  public List<Symbol> symbols() {
    return List.copyOf(bars.keySet());
  }

  /** The raw bars of one symbol. */
  public Bars get(Symbol symbol) {
    Bars found = bars.get(symbol);
    if (found == null) {
      throw new IllegalArgumentException(
          "symbol: %s (expected: one of %s)".formatted(symbol.value(), bars.keySet()));
    }
    return found;
  }

  /** The context symbols, in the order they were given. */
  public List<Symbol> contextSymbols() {
    List<Symbol> context = new ArrayList<>(bars.keySet());
    context.remove(primary);
    return List.copyOf(context);
  }

  /** The bars of the market context, if a context symbol can serve as such. */
  public Optional<Bars> market() {
    return ContextSymbols.of(contextSymbols()).market().map(this::get);
  }

  /** The bars of the volatility context, if a context symbol can serve as such. */
  public Optional<Bars> volatility() {
    return ContextSymbols.of(contextSymbols()).volatility().map(this::get);
  }
}
