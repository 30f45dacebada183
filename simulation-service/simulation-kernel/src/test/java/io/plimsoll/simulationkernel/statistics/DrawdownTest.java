package io.plimsoll.simulationkernel.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.array.Vec;
import org.junit.jupiter.api.Test;

class DrawdownTest {
  @Test
  void countsFromThePeakToItsRecovery() {
    assertThat(Drawdown.of(Vec.of(100, 120, 90, 110, 120, 130, 117)))
        .isEqualTo(new Drawdown(0.25, 3));
  }

  @Test
  void countsToTheLastBarWithoutRecovery() {
    assertThat(Drawdown.of(Vec.of(100, 50, 75))).isEqualTo(new Drawdown(0.5, 2));
  }

  @Test
  void isNothingOnARisingCurve() {
    assertThat(Drawdown.of(Vec.of(1, 2, 3))).isEqualTo(new Drawdown(0, 0));
  }
}
