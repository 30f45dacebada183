package io.plimsoll.batch.marketdata.store;

import io.plimsoll.batch.marketdata.core.ChunkPlan;
import io.plimsoll.batch.marketdata.core.ChunkPlan.NewChunk;
import io.plimsoll.batch.marketdata.core.ReadPrices;
import io.plimsoll.batch.marketdata.core.StoredImport;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.market.BarsPublished;
import io.plimsoll.contracts.market.MarketBars;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.queue.TransientFault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes an import's prices the newest there are: chunks, heads, their messages, one snapshot and
 * one {@code BarsPublished}, all in the caller's transaction.
 */
@ApplicationScoped
class BarPublication {
  /** About 4 MB a statement: a chunk has 70 KB at the most. */
  private static final int CHUNKS_AT_ONCE = 64;

  private final PgBars bars;
  private final PgImports imports;
  private final Outbox outbox;

  BarPublication(PgBars bars, PgImports imports, Outbox outbox) {
    this.bars = bars;
    this.imports = imports;
    this.outbox = outbox;
  }

  /**
   * Publishes; what was there already is not published again. Fails transiently when another import
   * of the same symbols came between the planning and now.
   */
  Uni<StoredImport.Outcome> publish(
      SqlConnection connection, UUID id, ReadPrices.Read prices, ChunkPlan plan) {
    Set<Symbol> symbols = prices.bars().keySet();
    return bars.lock(connection, symbols)
        .chain(() -> bars.areNext(connection, plan.chunks()))
        .chain(areNext ->
            areNext
                ? addAll(connection, plan)
                : Uni.createFrom()
                    .failure(new TransientFault("prices changed while they were read")))
        .chain(() -> bars.takeSnapshot(connection, symbols, timeframeOf(prices)))
        .map(snapshot -> outcome(prices, plan, snapshot))
        .call(outcome -> imports.complete(connection, id, outcome))
        .call(outcome -> tell(connection, id, outcome));
  }

  private Uni<Void> addAll(SqlConnection connection, ChunkPlan plan) {
    if (plan.chunks().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return bars.now(connection).chain(now -> addAll(connection, plan.chunks(), now));
  }

  private Uni<Void> addAll(SqlConnection connection, List<NewChunk> chunks, Instant now) {
    Uni<Void> added = Uni.createFrom().voidItem();
    for (int from = 0; from < chunks.size(); from += CHUNKS_AT_ONCE) {
      List<NewChunk> some = chunks.subList(from, Math.min(from + CHUNKS_AT_ONCE, chunks.size()));
      added =
          added
              .chain(() -> bars.add(connection, some))
              .chain(() -> outbox.append(connection, messages(some, now)));
    }
    return added;
  }

  private static List<OutgoingEvent> messages(List<NewChunk> chunks, Instant now) {
    EventType type = EventType.of(MarketBars.class);
    List<OutgoingEvent> messages = new ArrayList<>();
    for (NewChunk chunk : chunks) {
      byte[] body = MarketBars.encode(chunk.chunk(), chunk.version(), now);
      messages.add(
          OutgoingEvent.bytes(
              Topics.MARKET_BARS, type, MarketBars.keyOf(chunk.chunk()), Buffer.buffer(body)));
    }
    return messages;
  }

  private Uni<Void> tell(SqlConnection connection, UUID id, StoredImport.Outcome outcome) {
    if (outcome.duplicate()) {
      return Uni.createFrom().voidItem();
    }
    StoredImport.Span span = outcome.span().orElseThrow();
    BarsPublished fact =
        new BarsPublished(
            id,
            outcome.symbols(),
            span.timeframe(),
            span.from(),
            span.to(),
            outcome.snapshot().orElseThrow());
    return outbox.append(
        connection,
        List.of(
            OutgoingEvent.of(Topics.BATCH_EVENTS, id.toString(), fact)
                .correlatedWith(id.toString())));
  }

  private static StoredImport.Outcome outcome(
      ReadPrices.Read prices, ChunkPlan plan, String snapshot) {
    Map<Symbol, Bars> all = prices.bars();
    long first = all.values().stream().mapToLong(one -> one.openTime(0)).min().orElseThrow();
    long last =
        all.values().stream().mapToLong(one -> one.openTime(one.size() - 1)).max().orElseThrow();
    return new StoredImport.Outcome(
        prices.count(),
        plan.chunks().size(),
        plan.chunks().isEmpty(),
        all.keySet().stream().map(Symbol::value).toList(),
        Optional.of(
            new StoredImport.Span(
                timeframeOf(prices).text(),
                Instant.ofEpochMilli(first),
                Instant.ofEpochMilli(last))),
        Optional.of(snapshot),
        Optional.empty());
  }

  private static Timeframe timeframeOf(ReadPrices.Read prices) {
    return prices.bars().values().iterator().next().timeframe();
  }
}
