package io.plimsoll.platform.marketdata;

import io.plimsoll.contracts.market.MarketBars;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The {@link BarCopy} in the service's own schema: packed columns, named by what they hold. */
@ApplicationScoped
class PgBarCopy implements BarCopy {
  private static final String PUT_CHUNK =
      """
      insert into {schema}.bar_chunk
        (hash, symbol, exchange, timeframe, period, bars, first_open, last_open, content)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict do nothing
      """;
  private static final String PUT_HEAD =
      """
      insert into {schema}.bar_head as head (symbol, timeframe, period, hash, version, known_from)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (symbol, timeframe, period) do update
      set hash = excluded.hash, version = excluded.version, known_from = excluded.known_from
      where head.version < excluded.version
      """;
  private static final String CLEAR_HEADS = "delete from {schema}.bar_head";
  private static final String CLEAR_CHUNKS =
      """
      delete from {schema}.bar_chunk c
      where not exists (select from {schema}.snapshot s where c.hash::text = any(s.chunk_hashes))
      """;

  private final Schema schema;

  PgBarCopy(Schema schema) {
    this.schema = schema;
  }

  @Override
  public Uni<Void> apply(SqlConnection connection, IncomingEvent event) {
    if (event.isTombstone()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .item(() -> MarketBars.decode(event.body().getBytes()))
        .chain(message -> put(connection, message));
  }

  @Override
  public Uni<Void> clear(SqlConnection connection) {
    return connection
        .query(schema.sql(CLEAR_HEADS))
        .execute()
        .chain(() -> connection.query(schema.sql(CLEAR_CHUNKS)).execute())
        .replaceWithVoid();
  }

  private Uni<Void> put(SqlConnection connection, MarketBars message) {
    String hash = message.chunk().hash();
    return connection
        .preparedQuery(schema.sql(PUT_CHUNK))
        .execute(chunkRow(message.chunk(), hash))
        .chain(() -> connection.preparedQuery(schema.sql(PUT_HEAD)).execute(headRow(message, hash)))
        .replaceWithVoid();
  }

  private static Tuple chunkRow(BarChunk chunk, String hash) {
    Bars bars = chunk.bars();
    return Tuple.from(
        List.<Object>of(
            hash,
            chunk.symbol().value(),
            bars.exchange().name(),
            chunk.period().timeframe().text(),
            chunk.period().text(),
            bars.size(),
            at(bars.openTime(0)),
            at(bars.openTime(bars.size() - 1)),
            Buffer.buffer(chunk.pack())));
  }

  private static Tuple headRow(MarketBars message, String hash) {
    BarChunk chunk = message.chunk();
    return Tuple.of(
        chunk.symbol().value(),
        chunk.period().timeframe().text(),
        chunk.period().text(),
        hash,
        message.version(),
        message.knownFrom().atOffset(ZoneOffset.UTC));
  }

  private static OffsetDateTime at(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }
}
