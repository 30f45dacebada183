package io.plimsoll.simulation.simulations.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.simulationkernel.engine.Engine;
import io.plimsoll.simulationkernel.engine.Market;
import io.plimsoll.simulationkernel.engine.Reason;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final Bars BARS = bars(10, 10, 12, 12, 9);
  private static final Simulation RUN =
      Engine.run(Market.of(BARS), Vec.of(1, 0, 1, 1, 1), SimulationSettings.plain(100));

  @Test
  void readsBackEveryRoundTrip() {
    TradeTable table = TradeTable.of(TradeTable.pack(BARS, RUN));

    assertThat(table.size()).isEqualTo(2);
    assertThat(table.rows(0, 10))
        .containsExactly(
            new TradeTable.Row(
                day(1), day(2), 10, 10, 12, new TradeTable.Row.Result(20, 0, 0.2, Reason.SIGNAL)),
            new TradeTable.Row(
                day(3), day(4), 10, 12, 9, new TradeTable.Row.Result(-30, 0, -0.25, Reason.END)));
    assertThat(table.rows(1, 1)).hasSize(1);
    assertThat(table.rows(5, 10)).isEmpty();
  }

  @Test
  void readsBackTheEquity() {
    Vec benchmark = Vec.of(1, 2, 3, 4, 5);

    EquityTable table = EquityTable.of(EquityTable.pack(BARS, RUN, benchmark));

    assertThat(table.size()).isEqualTo(5);
    assertThat(table.time(4)).isEqualTo(day(4));
    assertThat(table.equity()).isEqualTo(RUN.equity());
    assertThat(table.position()).isEqualTo(RUN.position());
    assertThat(table.columns(100).benchmark()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
  }

  private static Instant day(int row) {
    return START.plus(Duration.ofDays(row));
  }

  private static Bars bars(double... prices) {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_DAY, Exchange.CRYPTO);
    for (int i = 0; i < prices.length; i++) {
      double price = prices[i];
      builder.add(day(i).toEpochMilli(), price, price, price, price, 1);
    }
    return builder.build();
  }
}
