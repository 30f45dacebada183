package io.plimsoll.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.feature.FeatureReading.Faulty;
import io.plimsoll.learning.feature.FeatureReading.Known;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas that a request brings along. */
class ExpressionTest {
  private static final int ROWS = 700;

  /** Sums over a window are carried from row to row, which costs some last bits. */
  private static final double ROUNDING = 1e-11;

  private static final Bars BARS = Series.walk(5, Timeframe.ONE_DAY, ROWS);

  static List<String> formulas() {
    return List.of(
        "ref(close,5)/close-1",
        "mean(close,20)/std(close,20)",
        "max(high,10)-min(low,10)",
        "rank(close/ref(close,1),60)",
        "ema(volume,12)",
        "corr(close,volume,30)",
        "log(close/ref(close,3))*abs(rsi_14-50)",
        "mean(corr(high,low,20),5)/(1+std(return_1,10))",
        "(close-open)/(high-low)");
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void knowsNothingOfWhatIsCutOff(String formula) {
    for (FeatureForm form : FeatureForm.values()) {
      Vec whole = column(formula, BARS, form);
      for (int end : new int[] {0, 4, 19, 20, 88, 511, 512, 513, 698}) {
        Bars cut = BARS.upTo(Instant.ofEpochMilli(BARS.availableAt(end)));

        Vec known = column(formula, cut, form);

        for (int t = 0; t <= end; t++) {
          assertThat(Double.doubleToLongBits(known.get(t)))
              .as("%s row %d of %d", formula, t, end)
              .isEqualTo(Double.doubleToLongBits(whole.get(t)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void isKnownFromItsWindowOnAndNeverInfinite(String formula) {
    Feature feature = known(formula);
    Vec values = column(formula, BARS, FeatureForm.RAW);

    int first = 0;
    while (Double.isNaN(values.get(first))) {
      first++;
    }

    assertThat(first).isGreaterThanOrEqualTo(feature.reach().window() - 1);
    assertThat(Arrays.stream(values.toArray()).filter(Double::isInfinite).count()).isZero();
  }

  @Test
  void givesWhatDirectSumsGive() {
    double[] close = BARS.close().toArray();
    double[] high = BARS.high().toArray();
    double[] low = BARS.low().toArray();
    int t = 650;

    assertThat(at("ref(close,5)/close-1", t)).isEqualTo(close[t - 5] / close[t] - 1);
    assertThat(at("max(high,10)-min(low,10)", t))
        .isEqualTo(
            Arrays.stream(high, t - 9, t + 1).max().orElseThrow()
                - Arrays.stream(low, t - 9, t + 1).min().orElseThrow());
    assertThat(at("mean(close,20)", t))
        .isCloseTo(
            Arrays.stream(close, t - 19, t + 1).average().orElseThrow(), within(ROUNDING * 100));
    assertThat(at("std(close,20)", t)).isCloseTo(deviation(close, t - 19, t), within(ROUNDING));
    assertThat(at("corr(high,low,30)", t))
        .isCloseTo(
            correlation(
                Arrays.copyOfRange(high, t - 29, t + 1), Arrays.copyOfRange(low, t - 29, t + 1)),
            within(ROUNDING * 100));
    assertThat(at("rank(close,60)", t))
        .isEqualTo(
            (Arrays.stream(close, t - 59, t + 1).filter(one -> one < close[t]).count()
                    + 0.5
                        * (1
                            + Arrays.stream(close, t - 59, t + 1)
                                .filter(one -> one == close[t])
                                .count()))
                / 60);
  }

  @Test
  void givesEachFunctionsValueByHand() {
    Bars bars = Series.flat(Timeframe.ONE_DAY, 4, 1, 2, 2, 8);

    assertThat(column("rank(close,4)", bars, FeatureForm.RAW).toArray())
        .containsExactly(Double.NaN, Double.NaN, Double.NaN, 0.625, 1);
    assertThat(column("ema(close,3)", bars, FeatureForm.RAW).toArray())
        .containsExactly(Double.NaN, Double.NaN, 2.25, 2.125, 5.0625);
    assertThat(column("corr(close,volume,3)", bars, FeatureForm.RAW).toArray())
        .containsExactly(Double.NaN, Double.NaN, 0, 0, 0);
    assertThat(column("(high-low)/(close-open)", bars, FeatureForm.RAW).toArray())
        .containsOnly(Double.NaN);
    assertThat(column("2-3*close/close-(1-4)", bars, FeatureForm.RAW).toArray()).containsOnly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ref( Close , 5 ) / close - 1 | ref(close,5)/close-1
          ((close)/(open))             | close/open
          close/open*2                 | close/open*2
          close/(open*2)               | close/(open*2)
          1-(2-close/open)             | 1-(2-close/open)
          -close                       | (-1)*close
          --2*close                    | 2*close
          close*1e-3                   | close*0.001
          close*2.50                   | close*2.5
          close*0.0000001              | close*1.0e-7
          """)
  void hasOneSpelling(String text, String canonical) {
    assertThat(known(text).name()).isEqualTo(canonical);
    assertThat(known(canonical).name()).isEqualTo(canonical);
    assertThat(FeatureCatalogue.find(canonical)).contains(known(text));
    assertThat(FeatureCatalogue.find(text).isPresent()).isEqualTo(text.equals(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ref(close,-1)        | counted back
          ref(close,0)         | counted back
          ref(close,1.5)       | ')'
          mean(close,close)    | a whole number of bars
          mean(close)          | ','
          mean(close,5001)     | within [1, 5000]
          std(close,1)         | within [2, 5000]
          rank(close,1001)     | within [2, 1000]
          ref(mean(close,3000),3000) | looks back
          lead(close,1)        | ref, mean
          clos                 | open, high
          vix_close*2          | causal feature without context
          dist_sma_200h*2      | in bars
          close+1              | the same on both sides
          close+volume         | the same on both sides
          close*close          | that of a price
          log(close)           | no dimension
          1+2                  | a series
          close/               | a number, a name
          close)               | the end or a sign
          (close               | ')'
          close;drop           | the end or a sign
          1e999*close          | a finite number
          """)
  void saysWhatIsWrongWithAFormula(String text, String expected) {
    assertThat(FeatureCatalogue.read(text)).isInstanceOf(Faulty.class);
    assertThat(((Faulty) FeatureCatalogue.read(text)).reason()).contains(expected);
    assertThat(FeatureCatalogue.find(text)).isEmpty();
  }

  @Test
  void refusesDepthAndLengthWithoutEnd() {
    assertThat(FeatureCatalogue.read("(".repeat(100) + "close" + ")".repeat(95)))
        .isInstanceOf(Faulty.class);
    assertThat(FeatureCatalogue.read("-".repeat(150) + "close")).isInstanceOf(Faulty.class);
    assertThat(FeatureCatalogue.read("close" + "*close/close".repeat(40)))
        .isInstanceOf(Faulty.class);
  }

  @Test
  void givesReturnModelsNoPriceAndNoNumberOfShares() {
    Bars dear = BARS.slice(0, ROWS);

    assertThat(known("max(high,10)-min(low,10)").nature().scale())
        .isEqualTo(Feature.Scale.PRICE_DISTANCE);
    assertThat(known("ema(volume,12)").nature().scale()).isEqualTo(Feature.Scale.VOLUME);
    assertThat(known("ref(close,5)/close-1").nature().scale()).isEqualTo(Feature.Scale.RATIO);
    assertThat(column("mean(close,3)", dear, FeatureForm.NORMALISED).get(600))
        .isEqualTo(at("mean(close,3)", 600) / BARS.close().get(600));
  }

  private static double deviation(double[] values, int from, int to) {
    double mean = Arrays.stream(values, from, to + 1).average().orElseThrow();
    double squares =
        Arrays.stream(values, from, to + 1).map(one -> (one - mean) * (one - mean)).sum();
    return Math.sqrt(squares / (to - from));
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double both = 0;
    double onlyA = 0;
    double onlyB = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      onlyA += (a[i] - meanA) * (a[i] - meanA);
      onlyB += (b[i] - meanB) * (b[i] - meanB);
    }
    return both / Math.sqrt(onlyA * onlyB);
  }

  private static double at(String formula, int row) {
    return column(formula, BARS, FeatureForm.RAW).get(row);
  }

  private static Vec column(String formula, Bars bars, FeatureForm form) {
    MarketData data = new MarketData(Series.STOCK, Map.of(Series.STOCK, bars));
    return FeatureCatalogue.compute(data, List.of(known(formula).name()), form).values().column(0);
  }

  private static Feature known(String text) {
    return switch (FeatureCatalogue.read(text)) {
      case Known(Feature feature) -> feature;
      case Faulty(String reason) -> throw new AssertionError(reason);
    };
  }
}
