package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.random.SeededStream;
import java.util.Map;

/**
 * How a symbol moves with the factors of the synthetic market.
 *
 * @param market times the market's daily log return
 * @param growth times the growth-over-value factor
 * @param rates times the factor of long bonds
 * @param gold times the factor of gold
 * @param ownVolatility standard deviation of the daily log return of its own
 */
record Loadings(double market, double growth, double rates, double gold, double ownVolatility) {
  private static final Map<String, Loadings> KNOWN =
      Map.ofEntries(
          Map.entry("SPY", new Loadings(1.00, 0.00, 0.00, 0.00, 0.0008)),
          Map.entry("VTI", new Loadings(1.00, 0.02, 0.00, 0.00, 0.0010)),
          Map.entry("QQQ", new Loadings(1.10, 0.70, 0.00, 0.00, 0.0025)),
          Map.entry("VUG", new Loadings(1.05, 0.60, 0.00, 0.00, 0.0018)),
          Map.entry("VTV", new Loadings(0.90, -0.55, 0.00, 0.00, 0.0018)),
          Map.entry("MTUM", new Loadings(1.00, 0.35, 0.00, 0.00, 0.0040)),
          Map.entry("QUAL", new Loadings(0.97, 0.10, 0.00, 0.00, 0.0020)),
          Map.entry("IWM", new Loadings(1.12, -0.15, -0.05, 0.00, 0.0055)),
          Map.entry("USMV", new Loadings(0.70, -0.15, 0.08, 0.00, 0.0025)),
          Map.entry("TLT", new Loadings(-0.05, 0.00, 1.00, 0.00, 0.0010)),
          Map.entry("GLD", new Loadings(0.02, 0.00, 0.10, 1.00, 0.0010)),
          Map.entry("BND", new Loadings(0.01, 0.00, 0.35, 0.00, 0.0008)),
          Map.entry("FXNAX", new Loadings(0.01, 0.00, 0.36, 0.00, 0.0008)),
          Map.entry("VNQ", new Loadings(0.85, -0.20, 0.25, 0.00, 0.0060)),
          Map.entry("VTIAX", new Loadings(0.80, -0.10, 0.00, 0.05, 0.0045)),
          Map.entry("DJP", new Loadings(0.20, -0.10, -0.10, 0.30, 0.0080)),
          Map.entry("VIX", new Loadings(-4.50, 0.00, 0.00, 0.00, 0.0350)));

  /** The table's loadings of a fund it knows; those of any other symbol are drawn by seed. */
  static Loadings of(Symbol symbol, long seed) {
    Loadings known = KNOWN.get(symbol.value());
    if (known != null) {
      return known;
    }
    SeededStream draw = SeededStream.of(seed).stream("loadings").stream(symbol.value());
    return new Loadings(
        0.7 + 0.8 * draw.nextDouble(),
        0.5 * draw.nextGaussian(),
        0.08 * draw.nextGaussian(),
        0.05 * draw.nextGaussian(),
        0.009 + 0.012 * draw.nextDouble());
  }

  /** Whether the table knows the symbol. */
  static boolean isKnown(Symbol symbol) {
    return KNOWN.containsKey(symbol.value());
  }

  double logReturn(FactorDay day, double own) {
    return market * day.market()
        + growth * day.growth()
        + rates * day.rates()
        + gold * day.gold()
        + ownVolatility * own;
  }
}
