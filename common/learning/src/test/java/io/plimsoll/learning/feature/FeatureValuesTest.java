package io.plimsoll.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked by hand, limits, and oracles that take another way. */
class FeatureValuesTest {
  private static final double TINY = 1e-12;

  private static Vec values(MarketData data, String name) {
    return FeatureCatalogue.compute(data, List.of(name), FeatureForm.RAW).values().column(0);
  }

  private static Vec values(Bars bars, String name) {
    return values(Series.one(bars), name);
  }

  private static double last(Bars bars, String name) {
    Vec column = values(bars, name);
    return column.get(column.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "return_1, 0.1",
    "log_return_1, 0.09531017980432493",
    "lag_1_close, 100",
    "ibs, 0.75",
    "intraday_intensity, 250",
    "amihud, 1.8181818181818183e-6",
    "volume_change, -0.5"
  })
  void givesWhatTheFormulaGivesByHand(String feature, double expected) {
    Bars bars =
        Series.of(
            Timeframe.ONE_DAY,
            new double[] {99, 101, 98, 100, 1000},
            new double[] {106, 112, 104, 110, 500});

    assertThat(last(bars, feature)).isCloseTo(expected, within(1e-15 + 1e-14 * Math.abs(expected)));
  }

  @ParameterizedTest
  @CsvSource({"ibs, 0.5", "intraday_intensity, 0", "amihud, NaN", "volume_change, NaN"})
  void givesTheStatedLimitOfAFlatSilentBar(String feature, double expected) {
    Bars bars =
        Series.of(
            Timeframe.ONE_DAY,
            new double[] {100, 101, 99, 100, 0},
            new double[] {100, 100, 100, 100, 0});

    assertThat(last(bars, feature) + 0.0).isEqualTo(Double.valueOf(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "return_z_20, 0",
    "volume_z_20, 0",
    "vol_adj_mom_20, NaN",
    "dist_vwap, 0",
    "dist_vwap_atr, 0",
    "parkinson_20, 0",
    "atr_14, 0",
    "realised_vol_20, 0",
    "garman_klass_20, 0",
    "yang_zhang_20, 0",
    "bb_percent, 0.5",
    "macd_hist, 0",
    "rsi_14, 50",
    "adx_14, 0",
    "stoch_k, 50",
    "stoch_d, 50",
    "mfi_14, 50",
    "willr_14, -50",
    "cci_20, 0",
    "aroon_up, 100",
    "obv, 0"
  })
  void givesTheStatedLimitOfAFlatMarket(String feature, double expected) {
    double[] closes = new double[80];
    Arrays.fill(closes, 42);

    assertThat(last(Series.flat(Timeframe.ONE_DAY, closes), feature) + 0.0)
        .isEqualTo(Double.valueOf(expected));
  }

  @Test
  void givesTheRelativeStrengthOfThePublishedExample() {
    // StockCharts, "Relative Strength Index", table of QQQQ closes: 70.53 66.32 66.55 69.41 66.36
    // 57.97.
    Bars bars =
        Series.flat(
            Timeframe.ONE_DAY,
            44.3389,
            44.0902,
            44.1497,
            43.6124,
            44.3278,
            44.8264,
            45.0955,
            45.4245,
            45.8433,
            46.0826,
            45.8931,
            46.0328,
            45.6140,
            46.2820,
            46.2820,
            46.0028,
            46.0328,
            46.4116,
            46.2222,
            45.6439);

    Vec strength = values(bars, "rsi_14");

    double[] published = {70.53, 66.32, 66.55, 69.41, 66.36, 57.97};
    for (int i = 0; i < published.length; i++) {
      assertThat(strength.get(14 + i)).isCloseTo(published[i], within(0.01));
    }
  }

  @Test
  void givesFullStrengthWhenNothingFell() {
    double[] rising = IntStream.range(0, 30).mapToDouble(t -> 100 + t).toArray();

    assertThat(last(Series.flat(Timeframe.ONE_DAY, rising), "rsi_14")).isEqualTo(100);
    assertThat(last(Series.flat(Timeframe.ONE_DAY, rising), "mfi_14")).isEqualTo(100);
    assertThat(last(Series.flat(Timeframe.ONE_DAY, rising), "aroon_up")).isEqualTo(100);
    assertThat(last(Series.flat(Timeframe.ONE_DAY, rising), "aroon_down")).isEqualTo(0);
    assertThat(last(Series.flat(Timeframe.ONE_DAY, rising), "adx_14")).isEqualTo(100);
  }

  @Test
  void keepsATinyIlliquidityThatRoundingWouldErase() {
    Bars bars =
        Series.of(
            Timeframe.ONE_DAY,
            new double[] {100, 100, 100, 100, 1e9},
            new double[] {101, 101, 101, 101, 1e9});

    assertThat(last(bars, "amihud")).isCloseTo(0.01 / 101e9, within(1e-25));
  }

  @Test
  void measuresRangesAsTheirFormulasSay() {
    double[][] rows = new double[60][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = new double[] {100, 104, 98, t % 2 == 0 ? 102 : 101, 1000};
    }
    Bars bars = Series.of(Timeframe.ONE_DAY, rows);

    double range = Math.log(104.0 / 98);
    assertThat(last(bars, "parkinson_20"))
        .isCloseTo(range / Math.sqrt(4 * Math.log(2)), within(TINY));
    assertThat(last(bars, "atr_14")).isCloseTo(6, within(TINY));
    assertThat(last(bars, "atr_ratio_15")).isCloseTo(6.0 / 101, within(TINY));
    double body = (Math.pow(Math.log(1.02), 2) + Math.pow(Math.log(1.01), 2)) / 2;
    assertThat(last(bars, "garman_klass_20"))
        .isCloseTo(Math.sqrt(range * range / 2 - (2 * Math.log(2) - 1) * body), within(TINY));
    assertThat(last(bars, "stoch_k")).isCloseTo(100 * 3.0 / 6, within(TINY));
    assertThat(last(bars, "willr_14")).isCloseTo(-50, within(TINY));
  }

  @Test
  void followsAveragesStepByStep() {
    Bars bars = Series.walk(5, Timeframe.ONE_DAY, 200);
    double fast = bars.close().get(0);
    double slow = fast;
    double signal = 0;
    for (int t = 1; t < 200; t++) {
      fast += 2.0 / 13 * (bars.close().get(t) - fast);
      slow += 2.0 / 27 * (bars.close().get(t) - slow);
      signal = t == 25 ? fast - slow : signal + 0.2 * (fast - slow - signal);
    }

    assertThat(last(bars, "macd_line")).isCloseTo(fast - slow, within(1e-10));
    assertThat(last(bars, "macd_hist")).isCloseTo(fast - slow - signal, within(1e-10));
  }

  @Test
  void isBlindToSplits() {
    Bars before = Series.flat(Timeframe.ONE_DAY, 100, 100, 100);
    Bars split =
        Bars.of(
            Timeframe.ONE_DAY,
            Exchange.NYSE,
            new BarColumns(
                before.openTimes(),
                new BarColumns.Prices(
                    Vec.of(100, 100, 50),
                    Vec.of(100, 100, 50),
                    Vec.of(100, 100, 50),
                    Vec.of(100, 100, 50)),
                Vec.of(1000, 1000, 2000),
                Vec.of(1, 1, 2),
                Vec.of(0, 0, 0)));

    assertThat(last(split, "return_1")).isEqualTo(0);
    assertThat(last(split, "volume_change")).isEqualTo(0);
  }

  @Test
  void readsTheExchangesClockThroughDaylightSaving() {
    long winter = Instant.parse("2024-03-08T14:30:00Z").toEpochMilli();
    long summer = Instant.parse("2024-03-11T13:30:00Z").toEpochMilli();
    Vec ones = Vec.of(1, 1);
    Bars bars =
        Bars.of(
            Timeframe.ONE_HOUR,
            Exchange.NYSE,
            BarColumns.plain(
                LongVec.of(winter, summer), new BarColumns.Prices(ones, ones, ones, ones), ones));

    assertThat(values(bars, "minute_of_day")).isEqualTo(Vec.of(570, 570));
    assertThat(values(bars, "day_of_week")).isEqualTo(Vec.of(5, 1));
    assertThat(values(bars, "month")).isEqualTo(Vec.of(3, 3));
    assertThat(values(bars, "minute_of_day_sin").get(0))
        .isCloseTo(Math.sin(2 * Math.PI * 570 / 1440), within(TINY));
  }

  @Test
  void knowsADailyContextOnlyFromItsCloseOn() {
    Bars hours = Series.walk(1, Timeframe.ONE_HOUR, 21);
    Bars days = Series.flat(Timeframe.ONE_DAY, 10, 20, 30);
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    bars.put(Series.STOCK, hours);
    bars.put(Series.VOLATILITY, days);

    Vec level = values(new MarketData(Series.STOCK, bars), "vix_close");

    assertThat(level.get(5)).isNaN();
    assertThat(level.get(6)).isEqualTo(10);
    assertThat(level.get(12)).isEqualTo(10);
    assertThat(level.get(13)).isEqualTo(20);
    assertThat(level.get(20)).isEqualTo(30);
  }

  @Test
  void findsTheBetaOfALeveragedCopy() {
    double[] market = new double[100];
    double[] stock = new double[100];
    market[0] = 100;
    stock[0] = 50;
    for (int t = 1; t < 100; t++) {
      double move = 0.01 * Math.sin(t * 1.7);
      market[t] = market[t - 1] * (1 + move);
      stock[t] = stock[t - 1] * (1 + 2 * move);
    }
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    bars.put(Series.STOCK, Series.flat(Timeframe.ONE_DAY, stock));
    bars.put(Series.MARKET, Series.flat(Timeframe.ONE_DAY, market));
    MarketData data = new MarketData(Series.STOCK, bars);

    assertThat(values(data, "beta_60").get(99)).isCloseTo(2, within(1e-10));
    assertThat(values(data, "beta_residual").get(99)).isCloseTo(0, within(1e-12));
    assertThat(values(data, "ctx_return").get(99))
        .isCloseTo(0.01 * Math.sin(99 * 1.7), within(TINY));
  }

  @Test
  void namesTheFourRegimes() {
    int days = 600;
    Bars stock = Series.walk(1, Timeframe.ONE_DAY, days);
    Bars fear = Series.walk(3, Timeframe.ONE_DAY, days);
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    bars.put(Series.STOCK, stock);
    bars.put(Series.VOLATILITY, fear);

    Vec regime = values(new MarketData(Series.STOCK, bars), "vix_regime");

    assertThat(regime.get(250)).isNaN();
    for (int t = 251; t < days; t++) {
      double trend = Arrays.stream(stock.close().toArray(), t - 199, t + 1).average().orElseThrow();
      double[] year = Arrays.copyOfRange(fear.close().toArray(), t - 251, t + 1);
      Arrays.sort(year);
      double median = (year[125] + year[126]) / 2;
      double expected =
          (stock.close().get(t) > trend ? 2 : 0) + (fear.close().get(t) > median ? 0 : 1);
      assertThat(regime.get(t)).as("day %d", t).isEqualTo(expected);
    }
  }

  @Test
  void seesClosedHoursOnly() {
    Bars minutes = Series.walk(1, Timeframe.FIVE_MINUTES, 20_000);

    Vec distance = values(minutes, "dist_sma_200h");

    int end = minutes.size() - 1;
    double[] hourly = new double[200];
    int found = 0;
    for (int t = end; found < 200; t--) {
      long past = minutes.availableAt(t) - openOfDay(minutes, t);
      boolean closesAnHour = past % 3_600_000L == 0 || past == 23_400_000L;
      if (closesAnHour) {
        hourly[found++] = minutes.close().get(t);
      }
    }
    double mean = Arrays.stream(hourly).average().orElseThrow();
    assertThat(distance.get(end)).isCloseTo(minutes.close().get(end) / mean - 1, within(1e-10));
  }

  private static long openOfDay(Bars bars, int row) {
    return bars.calendar().open(bars.sessionDate(row)).toEpochMilli();
  }

  @Test
  void refusesAFeatureWhoseContextIsMissing() {
    MarketData data = Series.one(Series.walk(1, Timeframe.ONE_DAY, 10));

    assertThatThrownBy(() -> values(data, "beta_60"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no market context");
    assertThatThrownBy(() -> values(data, "magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("magic");
  }

  @Test
  void listsTheWholeCatalogue() {
    assertThat(FeatureCatalogue.features().stream().map(Feature::name))
        .contains(
            "return_1",
            "log_return_1",
            "lag_1_close",
            "return_z_20",
            "vol_adj_mom_20",
            "amihud",
            "volume_z_20",
            "volume_ratio_60",
            "volume_sma_20",
            "volume_change",
            "intraday_intensity",
            "dist_vwap",
            "dist_vwap_atr",
            "ibs",
            "parkinson_20",
            "atr_14",
            "atr_ratio_15",
            "realised_vol_20",
            "realised_vol_60",
            "garman_klass_20",
            "yang_zhang_20",
            "sma_5",
            "sma_20",
            "bb_upper_20_2",
            "bb_lower_20_2",
            "bb_percent",
            "rsi_14",
            "macd_line",
            "macd_signal",
            "macd_hist",
            "adx_14",
            "stoch_k",
            "stoch_d",
            "mfi_14",
            "willr_14",
            "aroon_up",
            "aroon_down",
            "obv",
            "cci_20",
            "minute_of_day",
            "day_of_week",
            "day_of_month",
            "month",
            "month_sin",
            "month_cos",
            "ctx_return",
            "beta_60",
            "beta_residual",
            "rel_strength_z",
            "vix_close",
            "vix_log_ret",
            "vix_z_20",
            "vix_rel_60",
            "vrp",
            "vix_regime",
            "dist_sma_200h")
        .doesNotHaveDuplicates();
    assertThat(
            FeatureCatalogue.available(ContextSymbols.of(List.of()), Timeframe.ONE_DAY).stream()
                .map(Feature::name))
        .doesNotContain("beta_60", "vix_close", "vix_regime", "dist_sma_200h");
  }
}
