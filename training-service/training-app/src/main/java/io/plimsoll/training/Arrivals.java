package io.plimsoll.training;

import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Knows which snapshots have arrived. */
public interface Arrivals {

  /**
   * Whether the bars that a snapshot names have arrived.
   *
   * @param symbols those of the request, in case nobody announced what the snapshot is made of
   */
  Uni<Boolean> have(String snapshot, List<Symbol> symbols, Timeframe timeframe);

  /**
   * Waits until the bars that a snapshot names have arrived.
   *
   * @param symbols those of the request, in case nobody announced what the snapshot is made of
   * @return whether they came in time
   */
  Uni<Boolean> await(String snapshot, List<Symbol> symbols, Timeframe timeframe);
}
