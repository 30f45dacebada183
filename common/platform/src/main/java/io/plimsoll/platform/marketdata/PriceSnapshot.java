package io.plimsoll.platform.marketdata;

import io.plimsoll.kernel.market.SnapshotHash;
import io.plimsoll.kernel.market.Symbol;
import java.time.Instant;
import java.util.List;

/**
 * The bars that are there now for some symbols, named but not read.
 *
 * @param hash over the chunks' hashes, in the order of the list
 * @param chunks the chunks' hashes by symbol, timeframe and period, each ascending
 * @param absent the symbols that have no bars from which the timeframe can be made
 * @param span the primary symbol's first and last bar; the epoch where it has none
 */
public record PriceSnapshot(String hash, List<String> chunks, List<Symbol> absent, Span span) {

  /** The opening instants of the first and the last bar. */
  public record Span(Instant first, Instant last) {}

  public PriceSnapshot {
    chunks = List.copyOf(chunks);
    absent = List.copyOf(absent);
  }

  /** The snapshot of these chunks. */
  public static PriceSnapshot of(List<String> chunks, List<Symbol> absent, Span span) {
    return new PriceSnapshot(SnapshotHash.of(chunks), chunks, absent, span);
  }
}
