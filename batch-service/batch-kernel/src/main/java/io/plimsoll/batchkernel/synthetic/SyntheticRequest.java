package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.market.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which synthetic prices are wanted.
 *
 * @param symbols the symbols, each once
 * @param from the first date
 * @param to the last date
 * @param seed the seed of the whole market
 * @param anchors the close of a symbol on the anchor date, in USD; others close at 100
 * @param anchorDate the date of the anchors, or the last session before it
 */
public record SyntheticRequest(
    List<Symbol> symbols,
    LocalDate from,
    LocalDate to,
    long seed,
    Map<Symbol, Double> anchors,
    LocalDate anchorDate) {
  /** The most symbols one request may name. */
  public static final int MAX_SYMBOLS = 1_000;

  /** The most calendar days between the first and the last date, the anchor's included. */
  public static final int MAX_DAYS = 12_000;

  public SyntheticRequest {
    symbols = List.copyOf(new TreeSet<>(symbols));
    anchors = Map.copyOf(new TreeMap<>(anchors));
    if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
      throw new IllegalArgumentException(
          "symbols: %d (expected: 1 to %d)".formatted(symbols.size(), MAX_SYMBOLS));
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "to: %s (expected: not before from, %s)".formatted(to, from));
    }
    LocalDate first = from.isBefore(anchorDate) ? from : anchorDate;
    LocalDate last = to.isAfter(anchorDate) ? to : anchorDate;
    if (last.toEpochDay() - first.toEpochDay() > MAX_DAYS) {
      throw new IllegalArgumentException(
          "from: %s (expected: at most %d days from %s)".formatted(first, MAX_DAYS, last));
    }
    anchors.forEach((symbol, price) -> {
      if (!(price > 0) || price.isInfinite()) {
        throw new IllegalArgumentException(
            "anchors.%s: %s (expected: a finite price above 0)".formatted(symbol, price));
      }
    });
  }
}
