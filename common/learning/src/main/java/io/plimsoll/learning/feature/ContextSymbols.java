package io.plimsoll.learning.feature;

import io.plimsoll.kernel.market.Symbol;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the context symbols plays which part.
 *
 * @param market the broad market, e.g. SPY or QQQ: the first one that is no volatility symbol
 * @param volatility the volatility index or fund: the first of the known ones
 */
public record ContextSymbols(Optional<Symbol> market, Optional<Symbol> volatility) {
  private static final Set<String> VOLATILITY =
      Set.of("VIX", "VIXY", "VIXM", "VXX", "VXZ", "UVXY", "SVXY");

  /** Gives each part to the first symbol that can play it. */
  public static ContextSymbols of(List<Symbol> context) {
    return new ContextSymbols(
        context.stream().filter(symbol -> !VOLATILITY.contains(symbol.value())).findFirst(),
        context.stream().filter(symbol -> VOLATILITY.contains(symbol.value())).findFirst());
  }

  /** Whether a feature's context is at hand. */
  public boolean provides(Feature.Context context) {
    return switch (context) {
      case NONE -> true;
      case MARKET -> market.isPresent();
      case VOLATILITY -> volatility.isPresent();
    };
  }
}
