package io.plimsoll.platform.marketdata;

import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The service's own copy of the market's bars, as it is read. */
public interface Prices {

  /**
   * Names the newest bars of some symbols. A symbol without bars of the timeframe is served by its
   * coarsest finer bars, from which the timeframe is made when they are read.
   *
   * @param symbols the primary symbol first
   * @param until leaves out periods that begin after it
   */
  Uni<PriceSnapshot> newest(List<Symbol> symbols, Timeframe timeframe, Optional<Instant> until);

  /** Whether the copy has, or had, exactly the bars that a snapshot names for these symbols. */
  Uni<Boolean> has(String snapshot, List<Symbol> symbols, Timeframe timeframe);

  /** Writes down what a snapshot is made of, in the transaction of the record that names it. */
  Uni<Void> keep(SqlConnection connection, PriceSnapshot snapshot);

  /**
   * Reads the packed chunks of a snapshot that was kept, in one query and in its order. Unpacking
   * them is arithmetic and left to the caller's kernel pool.
   */
  Uni<List<Supplier<BarChunk>>> load(String snapshot);

  /** Every series there is, by symbol and timeframe. */
  Uni<List<Series>> series();

  /** How many symbols have bars. */
  Uni<Integer> countSymbols();
}
