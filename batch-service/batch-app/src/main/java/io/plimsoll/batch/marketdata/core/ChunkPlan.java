package io.plimsoll.batch.marketdata.core;

import io.plimsoll.batchkernel.marketdata.BarMerge;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.BarPeriod;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which chunks an import makes: its bars merged into those that are there, period by period. A
 * period whose chunk stays the same makes none.
 *
 * @param chunks the new chunks, by symbol and period
 */
public record ChunkPlan(List<NewChunk> chunks) {
  public ChunkPlan {
    chunks = List.copyOf(chunks);
  }

  /**
   * A chunk that is not the newest of its period yet.
   *
   * @param chunk its bars
   * @param hash its hash
   * @param version the version it becomes
   */
  public record NewChunk(BarChunk chunk, String hash, int version) {}

  /**
   * The plan for imported bars and the chunks that are there, by symbol.
   *
   * @throws IllegalArgumentException if bars of a symbol are of another exchange than those there
   */
  public static ChunkPlan of(Map<Symbol, Bars> imported, List<HeadChunk> heads) {
    Map<String, HeadChunk> byPeriod = new HashMap<>();
    heads.forEach(head -> byPeriod.put(key(head.chunk().symbol(), head.chunk().period()), head));
    List<NewChunk> chunks = new ArrayList<>();
    imported.forEach((symbol, bars) -> {
      for (BarChunk chunk : BarChunk.split(symbol, bars)) {
        HeadChunk head = byPeriod.get(key(symbol, chunk.period()));
        NewChunk planned =
            head == null ? new NewChunk(chunk, chunk.hash(), 1) : merged(head, chunk);
        if (head == null || !planned.hash().equals(head.hash())) {
          chunks.add(planned);
        }
      }
    });
    return new ChunkPlan(chunks);
  }

  private static NewChunk merged(HeadChunk head, BarChunk incoming) {
    Bars bars = BarMerge.merge(head.chunk().bars(), incoming.bars());
    BarChunk chunk = new BarChunk(incoming.symbol(), incoming.period(), bars);
    return new NewChunk(chunk, chunk.hash(), head.version() + 1);
  }

  private static String key(Symbol symbol, BarPeriod period) {
    return symbol + "|" + period.text();
  }
}
