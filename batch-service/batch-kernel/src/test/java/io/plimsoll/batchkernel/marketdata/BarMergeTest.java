package io.plimsoll.batchkernel.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import org.junit.jupiter.api.Test;

class BarMergeTest {
  private static final long DAY = 1_735_689_600_000L; // 2025-01-01T00:00Z
  private static final long MINUTE = 60_000;

  @Test
  void takesInWhatIsNewAndRevised() {
    Bars existing = bars(1.0, 0, 1, 2, 5);
    Bars incoming = bars(7.0, 2, 3, 6);

    Bars merged = BarMerge.merge(existing, incoming);

    assertThat(merged.openTimes())
        .isEqualTo(
            LongVec.of(
                DAY,
                DAY + MINUTE,
                DAY + 2 * MINUTE,
                DAY + 3 * MINUTE,
                DAY + 5 * MINUTE,
                DAY + 6 * MINUTE));
    assertThat(merged.close()).isEqualTo(Vec.of(1, 1, 7, 7, 1, 7));
  }

  @Test
  void theSameBarsAgainChangeNothing() {
    Bars existing = bars(1.5, 0, 1, 2);

    assertThat(BarMerge.merge(existing, existing)).isEqualTo(existing);
    assertThat(BarMerge.merge(existing, existing.slice(1, 2))).isEqualTo(existing);
  }

  @Test
  void keepsSplitsAndDividends() {
    Bars existing =
        Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO)
            .add(DAY, 2, 2, 2, 2, 1)
            .withActions(4, 0.25)
            .build();

    Bars merged = BarMerge.merge(existing, bars(1.0, 1));

    assertThat(merged.splitFactor()).isEqualTo(Vec.of(4, 1));
    assertThat(merged.dividend()).isEqualTo(Vec.of(0.25, 0));
  }

  @Test
  void refusesAnotherExchange() {
    Bars nyse = Bars.empty(Timeframe.ONE_MINUTE, Exchange.NYSE);

    assertThatThrownBy(() -> BarMerge.merge(bars(1, 0), nyse))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1m of NYSE (expected: 1m of CRYPTO");
  }

  private static Bars bars(double price, int... minutes) {
    BarsBuilder bars = Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO);
    for (int minute : minutes) {
      bars.add(DAY + minute * MINUTE, price, price, price, price, 1);
    }
    return bars.build();
  }
}
