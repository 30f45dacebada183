package io.plimsoll.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.statistics.Statistics;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededStreamTest {
  /**
   * The reference implementation's first outputs from the state 1, 2, 3, 4 (Blackman and Vigna).
   */
  @Test
  void isXoshiro256PlusPlus() {
    ByteBuffer state = ByteBuffer.allocate(32);
    state.putLong(1).putLong(2).putLong(3).putLong(4).flip();
    SeededStream random = new SeededStream("test", state);

    long[] first = new long[6];
    Arrays.setAll(first, _ -> random.nextLong());

    assertThat(first)
        .containsExactly(
            41943041L,
            58720359L,
            3588806011781223L,
            3591011842654386L,
            Long.parseUnsignedLong("9228616714210784205"),
            Long.parseUnsignedLong("9973669472204895162"));
  }

  /** Another implementation, in Python with mpmath: whoever changes these changes every record. */
  @Test
  void drawsTheseBitsForEver() {
    SeededStream random = SeededStream.of(42).stream("golden");

    assertThat(random.nextLong()).isEqualTo(-2589602677630524535L);
    assertThat(random.nextDouble()).isEqualTo(0.2179692819794835);
    assertThat(random.nextGaussian()).isEqualTo(2.215553700617482, within(1e-15));
    assertThat(random.nextInt(1_000)).isEqualTo(67);
    assertThat(random.permutation(8).toArray()).containsExactly(6, 0, 7, 1, 4, 5, 2, 3);
  }

  @Test
  void findsAStreamByItsPathWhateverWasDrawn() {
    SeededStream fresh = SeededStream.of(1);
    SeededStream used = SeededStream.of(1);
    used.nextLong();
    used.stream("other").nextLong();

    assertThat(used.stream("folds").stream(3).nextLong())
        .isEqualTo(fresh.stream("folds").stream(3).nextLong());
  }

  @Test
  void hasAnotherStreamForEverySeedAndPath() {
    Set<Long> firsts = new HashSet<>();
    SeededStream root = SeededStream.of(1);

    firsts.add(root.nextLong());
    firsts.add(SeededStream.of(-1).nextLong());
    firsts.add(root.stream("a").nextLong());
    firsts.add(root.stream("b").nextLong());
    firsts.add(root.stream("a").stream("b").nextLong());
    firsts.add(root.stream("a/1:b").nextLong());
    firsts.add(root.stream("ab").nextLong());
    firsts.add(root.stream("").nextLong());
    for (int i = 0; i < 1_000; i++) {
      firsts.add(root.stream(i).nextLong());
    }

    assertThat(firsts).hasSize(1_008);
  }

  @Test
  void isUniform() {
    SeededStream random = SeededStream.of(5);
    double[] draws = new double[100_000];
    Arrays.setAll(draws, _ -> random.nextDouble());

    assertThat(Arrays.stream(draws).min().orElseThrow()).isBetween(0.0, 1e-3);
    assertThat(Arrays.stream(draws).max().orElseThrow()).isLessThan(1).isGreaterThan(0.999);
    // 4 standard errors
    assertThat(Statistics.mean(Vec.of(draws))).isEqualTo(0.5, within(4 / Math.sqrt(12 * 1e5)));
    assertThat(Statistics.variance(Vec.of(draws), 1)).isEqualTo(1 / 12.0, within(1e-3));
  }

  @Test
  void isNormal() {
    SeededStream random = SeededStream.of(6);
    double[] draws = new double[100_000];
    Arrays.setAll(draws, _ -> random.nextGaussian());
    Vec sample = Vec.of(draws);

    // 4 standard errors each: sqrt(1/n), sqrt(2/n), sqrt(6/n), sqrt(24/n)
    assertThat(Statistics.mean(sample)).isEqualTo(0, within(4 * Math.sqrt(1 / 1e5)));
    assertThat(Statistics.variance(sample, 1)).isEqualTo(1, within(4 * Math.sqrt(2 / 1e5)));
    assertThat(Statistics.skewness(sample).orElseThrow())
        .isEqualTo(0, within(4 * Math.sqrt(6 / 1e5)));
    assertThat(Statistics.kurtosis(sample).orElseThrow())
        .isEqualTo(3, within(4 * Math.sqrt(24 / 1e5)));
  }

  @Test
  void drawsIntsWithoutBias() {
    SeededStream random = SeededStream.of(7);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }

    // 5 standard deviations of a binomial count of 10,000
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(9_535, 10_465));
  }

  /** With this bound one draw in two is rejected. */
  @Test
  void drawsIntsBelowAHugeBound() {
    SeededStream random = SeededStream.of(8);
    int bound = (1 << 30) + 1;
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      int draw = random.nextInt(bound);
      assertThat(draw).isBetween(0, bound - 1);
      sum += draw;
    }

    assertThat(sum / 10_000 / bound).isEqualTo(0.5, within(0.012));
    assertThat(random.nextInt(1)).isZero();
  }

  @Test
  void refusesABoundOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeededStream.of(1).nextInt(0))
        .withMessage("bound: 0 (expected: > 0)");
  }

  @Test
  void permutesEverything() {
    for (int seed = 0; seed < 500; seed++) {
      int[] order = SeededStream.of(seed).permutation(seed % 50).toArray();
      Arrays.sort(order);

      for (int i = 0; i < order.length; i++) {
        assertThat(order[i]).isEqualTo(i);
      }
    }
  }

  @Test
  void findsEveryOrderAsOften() {
    SeededStream random = SeededStream.of(9);
    int[] counts = new int[6];
    for (int i = 0; i < 6_000; i++) {
      int[] order = random.permutation(3).toArray();
      counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
    }

    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(856, 1_144));
  }

  @Test
  void tossesAFairCoin() {
    SeededStream random = SeededStream.of(10);
    int heads = 0;
    for (int i = 0; i < 10_000; i++) {
      heads += random.nextBoolean() ? 1 : 0;
    }

    assertThat(heads).isBetween(4_800, 5_200);
  }
}
