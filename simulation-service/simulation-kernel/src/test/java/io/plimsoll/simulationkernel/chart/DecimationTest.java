package io.plimsoll.simulationkernel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.Vec;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimationTest {
  @Test
  void keepsEveryRowOfAShortCurve() {
    assertThat(Decimation.minMax(Vec.of(3, 1, 2), 4)).containsExactly(0, 1, 2);
  }

  @Test
  void keepsTheExtremesOfEachBucketAndBothEnds() {
    Vec values = Vec.of(0, 5, 1, 9, 2, 7, -3, 4, 4, 8);

    assertThat(Decimation.minMax(values, 6)).containsExactly(0, 2, 3, 5, 6, 9);
  }

  @Test
  void staysWithinItsLimitAndAscends() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      double[] walk = random.doubles(5_000 + random.nextInt(20_000)).toArray();

      int[] rows = Decimation.minMax(Vec.of(walk), 2_000).toArray();

      assertThat(rows.length).isBetween(1_900, 2_000);
      assertThat(rows).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void refusesToDrawWithFewerThanFourPoints() {
    assertThatThrownBy(() -> Decimation.minMax(Vec.of(1), 3))
        .hasMessage("most: 3 (expected: at least 4)");
  }
}
