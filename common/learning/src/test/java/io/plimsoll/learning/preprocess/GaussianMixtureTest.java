package io.plimsoll.learning.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureForm;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The two states, and the trap of fitting them on all history. */
class GaussianMixtureTest {
  private static final String NAME = "mixture_turbulent";
  private static final Symbol SYMBOL = new Symbol("TEST-USD");

  @Test
  void findsTheStatesThatMadeTheRows() {
    SeededStream random = SeededStream.of(11).stream("states");
    int n = 6_000;
    double[] returns = new double[n];
    double[] volatility = new double[n];
    boolean[] isTurbulent = new boolean[n];
    for (int t = 0; t < n; t++) {
      isTurbulent[t] = random.nextDouble() < 0.3;
      double spread = isTurbulent[t] ? 0.03 : 0.008;
      returns[t] = (isTurbulent[t] ? -0.002 : 0.001) + spread * random.nextGaussian();
      volatility[t] = spread * (1 + 0.15 * random.nextGaussian());
    }

    GaussianMixture mixture = GaussianMixture.fit(returns, volatility).orElseThrow();

    // 4,200 and 1,800 rows: a weight has a standard error of 0.006, a mean return of 0.0007.
    double[] values = mixture.values().toArray();
    assertThat(values[0]).isCloseTo(0.7, within(0.02));
    assertThat(values[6]).isCloseTo(0.3, within(0.02));
    assertThat(values[7] * values[14] + values[12]).isCloseTo(-0.002, within(0.0028));
    assertThat(Math.sqrt(values[9]) * values[14]).isCloseTo(0.03, within(0.002));
    long right =
        IntStream.range(0, n)
            .filter(t -> mixture.turbulence(returns[t], volatility[t]) > 0.5 == isTurbulent[t])
            .count();
    assertThat((double) right / n).isGreaterThan(0.99);
  }

  @Test
  void givesTheSameBitsForTheSameRowsAndComesBackFromItsNumbers() {
    FeatureFrame frame = frame(walk(900), 900);
    FittedPreprocessing fitted = fit(frame, 100, 600);

    FittedPreprocessing read = FittedPreprocessing.ofTree(JsonObject.of(fitted.tree()));

    IntVec rows = IntVec.of(IntStream.range(50, 900).toArray());
    assertThat(read.apply(frame, rows)).isEqualTo(fitted.apply(frame, rows));
    assertThat(fit(frame, 100, 600).tree()).isEqualTo(fitted.tree());
    assertThat(fitted.outputs()).containsExactly(NAME);
  }

  @Test
  void trapMixtureFittedOnAllHistory() {
    Bars bars = walk(900);
    Bars cut = bars.upTo(Instant.ofEpochMilli(bars.availableAt(599)));

    FittedPreprocessing whole = fit(frame(bars, 900), 100, 600);
    FittedPreprocessing before = fit(frame(cut, 600), 100, 600);

    assertThat(before.tree()).isEqualTo(whole.tree());
    IntVec rows = IntVec.of(IntStream.range(21, 600).toArray());
    assertThat(before.apply(frame(cut, 600), rows)).isEqualTo(whole.apply(frame(bars, 900), rows));
    assertThat(fit(frame(bars, 900), 100, 900).tree()).isNotEqualTo(whole.tree());
  }

  @Test
  void fillsRowsWithoutVolatilityWithTheTrainingMedian() {
    FeatureFrame frame = frame(walk(900), 900);
    FittedPreprocessing fitted = fit(frame, 100, 600);

    Vec early = fitted.apply(frame, IntVec.of(0, 5, 19)).column(0);

    assertThat(early.get(0)).isFinite().isEqualTo(early.get(1)).isEqualTo(early.get(2));
    assertThat(fitted.firstKnownRow(frame)).isEqualTo(20);
  }

  @Test
  void tellsNothingApartWhereThereIsNothing() {
    double[] none = new double[20];
    double[] flat = new double[100];

    assertThat(GaussianMixture.fit(none, none)).isEmpty();
    assertThat(GaussianMixture.fit(flat, flat)).isEmpty();
    assertThat(GaussianMixture.fit(new double[0], new double[0])).isEmpty();
  }

  @Test
  void refusesNumbersThatAreNoMixture() {
    double[] values = new double[16];
    Arrays.fill(values, 0.5);

    assertThatThrownBy(() -> new GaussianMixture(Vec.of(values)))
        .hasMessageContaining("no distribution");
    assertThatThrownBy(() -> new GaussianMixture(Vec.of(1, 2, 3))).hasMessageContaining("16");
  }

  private static FittedPreprocessing fit(FeatureFrame frame, int from, int to) {
    double[] targets = new double[frame.values().rows()];
    for (int t = 0; t < targets.length; t++) {
      targets[t] = Math.sin(t);
    }
    return new Preprocessing(1, true)
        .fit(frame, IntVec.of(IntStream.range(from, to).toArray()), Vec.of(targets));
  }

  private static FeatureFrame frame(Bars bars, int rows) {
    assertThat(bars.size()).isEqualTo(rows);
    MarketData data = new MarketData(SYMBOL, Map.of(SYMBOL, bars));
    return FeatureCatalogue.compute(data, List.of(NAME), FeatureForm.NORMALISED);
  }

  private static Bars walk(int rows) {
    SeededStream random = SeededStream.of(3).stream("walk");
    long[] times = new long[rows];
    double[] close = new double[rows];
    double last = 100;
    for (int t = 0; t < rows; t++) {
      times[t] = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli() + t * 3_600_000L;
      last *= Math.exp((t / 150 % 2 == 0 ? 0.005 : 0.02) * random.nextGaussian());
      close[t] = last;
    }
    double[] volume = new double[rows];
    Arrays.fill(volume, 1000);
    return Bars.of(
        Timeframe.ONE_HOUR,
        Exchange.CRYPTO,
        BarColumns.plain(
            LongVec.of(times),
            new BarColumns.Prices(Vec.of(close), Vec.of(close), Vec.of(close), Vec.of(close)),
            Vec.of(volume)));
  }
}
