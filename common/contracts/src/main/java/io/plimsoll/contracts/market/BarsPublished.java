package io.plimsoll.contracts.market;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Prices are there: told once per import, after its last chunk. "New bars for X" means this event,
 * never a chunk.
 *
 * @param importId the import that published them
 * @param symbols the symbols whose bars changed, ascending
 * @param timeframe the bars' timeframe
 * @param from the open of the first bar of the import
 * @param to the open of the last bar of the import
 * @param snapshot the hash over all chunks of these symbols and this timeframe as they now are
 */
public record BarsPublished(
    UUID importId,
    List<String> symbols,
    String timeframe,
    Instant from,
    Instant to,
    String snapshot) {
  public BarsPublished {
    symbols = List.copyOf(symbols);
  }
}
