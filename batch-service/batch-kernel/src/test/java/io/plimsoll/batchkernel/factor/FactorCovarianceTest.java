package io.plimsoll.batchkernel.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FactorCovarianceTest {
  @Test
  void weighsTheNewestDaysMost() {
    // three days, the oldest first: weights .94^2, .94, 1 over their sum
    FactorCovariance found =
        FactorCovariance.of(
            Matrix.ofRows(new double[] {.01}, new double[] {.02}, new double[] {.03}));

    double weights = .94 * .94 + .94 + 1;
    double expected = (.94 * .94 * 1e-4 + .94 * 4e-4 + 9e-4) / weights;
    assertThat(found.covariance().get(0, 0)).isCloseTo(expected, within(1e-18));
  }

  @Test
  void leavesDaysOutThatAreNotWhollyKnown() {
    FactorCovariance found =
        FactorCovariance.of(Matrix.ofRows(new double[] {.01, .02}, new double[] {Double.NaN, .5}));

    assertThat(found.covariance().get(0, 1)).isCloseTo(2e-4, within(1e-18));
    assertThatThrownBy(() -> FactorCovariance.of(Matrix.ofRows(new double[] {Double.NaN})))
        .hasMessageContaining("no day");
  }

  /** S = [[4, 2, 1], [2, 9, 3], [1, 3, 16]]: E[x3 | x1, x2] worked by hand with the 2x2 inverse. */
  @Test
  void movesTheUnnamedByAllNamedJointly() {
    FactorCovariance covariance =
        new FactorCovariance(
            Matrix.ofRows(new double[] {4, 2, 1}, new double[] {2, 9, 3}, new double[] {1, 3, 16}));
    TreeMap<Integer, Double> named = new TreeMap<>();
    named.put(0, -.10);
    named.put(1, .20);

    Vec all = covariance.expectedGiven(named);

    // inverse of [[4, 2], [2, 9]] is [[9, -2], [-2, 4]] / 32
    double w1 = (9 * -.10 - 2 * .20) / 32;
    double w2 = (-2 * -.10 + 4 * .20) / 32;
    assertThat(all.get(0)).isEqualTo(-.10);
    assertThat(all.get(1)).isEqualTo(.20);
    // the block is held off singularity by 1e-10 of its trace
    assertThat(all.get(2)).isCloseTo(1 * w1 + 3 * w2, within(1e-9));
  }

  @Test
  void staysFiniteWhenTwoNamedFundsAreOne() {
    FactorCovariance covariance =
        new FactorCovariance(
            Matrix.ofRows(new double[] {1, 1, 1}, new double[] {1, 1, 1}, new double[] {1, 1, 2}));
    TreeMap<Integer, Double> named = new TreeMap<>();
    named.put(0, -.10);
    named.put(1, -.10);

    assertThat(covariance.expectedGiven(named).get(2)).isCloseTo(-.10, within(1e-6));
  }
}
