package io.plimsoll.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Timeframe;
import org.junit.jupiter.api.Test;

class JoinsTest {
  private static final Bars ROWS = Series.flat(Timeframe.ONE_DAY, 1, 2, 3, 4, 5, 6);

  @Test
  void trapMissingBarsFilledFromTheNextBar() {
    int[] present = {1, 2, 5};

    double[] joined =
        Joins.lastKnown(new double[] {10, 20, 50}, i -> ROWS.availableAt(present[i]), ROWS);

    assertThat(joined).containsExactly(Double.NaN, 10, 20, 20, 20, 50);
  }

  @Test
  void knowsNothingBeforeItsClose() {
    double[] joined =
        Joins.lastKnown(new double[] {10, 20}, i -> ROWS.availableAt(i + 2) + 1, ROWS);

    assertThat(joined).containsExactly(Double.NaN, Double.NaN, Double.NaN, 10, 20, 20);
  }
}
