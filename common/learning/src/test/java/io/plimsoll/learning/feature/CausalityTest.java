package io.plimsoll.learning.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No look-ahead, tried on every feature: the future is cut off or altered, and no bit moves. */
class CausalityTest {
  private static final int DAYS = 700;
  private static final int MINUTES = 6_000;

  static Stream<Arguments> markets() {
    return Stream.of(
        Arguments.of(Timeframe.ONE_DAY, DAYS, new int[] {0, 1, 59, 260, 511, 512, 513, 699}),
        Arguments.of(
            Timeframe.ONE_HOUR, 4_000, new int[] {1, 1023, 1024, 1900, 2200, 2201, 2202, 3990}),
        Arguments.of(
            Timeframe.FIVE_MINUTES, MINUTES, new int[] {2, 77, 78, 79, 3000, 3011, 3012, 5999}));
  }

  private static List<String> names(Timeframe timeframe) {
    return FeatureCatalogue.features().stream()
        .filter(feature -> FeatureCatalogue.isDefinedFor(feature, timeframe))
        .map(Feature::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("markets")
  void knowsNothingOfWhatIsCutOff(Timeframe timeframe, int rows, int[] ends) {
    MarketData data = Series.three(timeframe, rows);
    for (FeatureForm form : FeatureForm.values()) {
      FeatureFrame whole = FeatureCatalogue.compute(data, names(timeframe), form);
      for (int end : ends) {
        Instant now = Instant.ofEpochMilli(data.primaryBars().availableAt(end));

        MarketData cut = mapped(data, (_, bars) -> bars.upTo(now));

        assertSame(whole, FeatureCatalogue.compute(cut, names(timeframe), form), end);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("markets")
  void knowsNothingOfWhatIsAltered(Timeframe timeframe, int rows, int[] ends) {
    MarketData data = Series.three(timeframe, rows);
    FeatureFrame whole = FeatureCatalogue.compute(data, names(timeframe), FeatureForm.NORMALISED);
    for (int end : ends) {
      long now = data.primaryBars().availableAt(end);

      MarketData altered = mapped(data, (_, bars) -> altered(bars, bars.countKnownAt(now)));

      assertSame(
          whole, FeatureCatalogue.compute(altered, names(timeframe), FeatureForm.NORMALISED), end);
    }
  }

  @Test
  void refusesAPlantedLookAhead() {
    Bars bars = Series.three(Timeframe.ONE_DAY, DAYS).primaryBars();
    Bars cut = bars.slice(0, 301);

    assertThatThrownBy(() -> assertSame(nextReturn(bars), nextReturn(cut), 300))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("next_return at 300");
  }

  /** What no feature may be: the return of the bar after the row. */
  private static FeatureFrame nextReturn(Bars bars) {
    double[] values = new double[bars.size()];
    for (int t = 0; t < values.length - 1; t++) {
      values[t] = bars.close().get(t + 1) / bars.close().get(t) - 1;
    }
    return new FeatureFrame(List.of("next_return"), Matrix.ofColumns(List.of(Vec.of(values))));
  }

  @ParameterizedTest
  @EnumSource(FeatureForm.class)
  void isNeverInfiniteAndKnownFromItsWindowOn(FeatureForm form) {
    MarketData data = Series.three(Timeframe.ONE_DAY, DAYS);

    FeatureFrame frame = FeatureCatalogue.compute(data, names(Timeframe.ONE_DAY), form);

    for (int j = 0; j < frame.names().size(); j++) {
      Feature feature = FeatureCatalogue.find(frame.names().get(j)).orElseThrow();
      Vec column = frame.values().column(j);
      for (int t = 0; t < column.size(); t++) {
        assertThat(Double.isInfinite(column.get(t))).as(feature.name()).isFalse();
        if (form == FeatureForm.RAW && t < feature.reach().window() - 1) {
          assertThat(column.get(t)).as("%s at %d", feature.name(), t).isNaN();
        }
      }
      assertThat(Double.isNaN(column.get(DAYS - 1)) && Double.isNaN(column.get(DAYS - 2)))
          .as(feature.name())
          .isFalse();
    }
  }

  @Test
  void isKnownExactlyAtTheLastRowOfItsFirstWindow() {
    MarketData data = mapped(Series.three(Timeframe.ONE_DAY, 300), (_, bars) -> loud(bars));

    FeatureFrame frame = FeatureCatalogue.compute(data, names(Timeframe.ONE_DAY), FeatureForm.RAW);

    for (int j = 0; j < frame.names().size(); j++) {
      Feature feature = FeatureCatalogue.find(frame.names().get(j)).orElseThrow();
      assertThat(frame.values().get(feature.reach().window() - 1, j)).as(feature.name()).isNotNaN();
    }
  }

  @Test
  void givesReturnModelsNothingThatScalesWithThePriceOrTheVolume() {
    MarketData data = Series.three(Timeframe.ONE_DAY, DAYS);
    List<String> names =
        names(Timeframe.ONE_DAY).stream()
            .filter(name -> !List.of("amihud", "vrp").contains(name))
            .toList();
    FeatureFrame before = FeatureCatalogue.compute(data, names, FeatureForm.NORMALISED);

    MarketData scaled =
        mapped(data, (symbol, bars) -> scaled(bars, symbol.equals(Series.VOLATILITY) ? 2 : 64));

    FeatureFrame after = FeatureCatalogue.compute(scaled, names, FeatureForm.NORMALISED);
    for (int j = 0; j < names.size(); j++) {
      for (int t = 0; t < DAYS; t++) {
        double was = before.values().get(t, j);
        double is = after.values().get(t, j);
        boolean isSame = Double.isNaN(was) ? Double.isNaN(is) : Math.abs(is - was) < 1e-9;
        assertThat(isSame).as("%s at %d: %s, was %s", names.get(j), t, is, was).isTrue();
      }
    }
  }

  private interface Change {
    Bars of(Symbol symbol, Bars bars);
  }

  private static MarketData mapped(MarketData data, Change change) {
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    data.symbols().forEach(symbol -> bars.put(symbol, change.of(symbol, data.get(symbol))));
    return new MarketData(data.primary(), bars);
  }

  private static Bars altered(Bars bars, int from) {
    UnaryOperator<Vec> tail =
        column -> {
          double[] values = column.toArray();
          for (int t = from; t < values.length; t++) {
            values[t] = 3 * column.get(values.length - 1 - (t - from)) + 1;
          }
          return Vec.of(values);
        };
    return rebuilt(bars, tail, tail);
  }

  private static Bars scaled(Bars bars, double factor) {
    UnaryOperator<Vec> times =
        column -> {
          double[] values = column.toArray();
          for (int t = 0; t < values.length; t++) {
            values[t] *= factor;
          }
          return Vec.of(values);
        };
    return rebuilt(bars, times, times);
  }

  /** Without silent bars, so that no value is missing for want of volume. */
  private static Bars loud(Bars bars) {
    return rebuilt(
        bars,
        column -> column,
        column -> {
          double[] values = column.toArray();
          for (int t = 0; t < values.length; t++) {
            values[t] += 1;
          }
          return Vec.of(values);
        });
  }

  private static Bars rebuilt(Bars bars, UnaryOperator<Vec> prices, UnaryOperator<Vec> volume) {
    return Bars.of(
        bars.timeframe(),
        bars.exchange(),
        BarColumns.plain(
            bars.openTimes(),
            new BarColumns.Prices(
                prices.apply(bars.open()),
                prices.apply(bars.high()),
                prices.apply(bars.low()),
                prices.apply(bars.close())),
            volume.apply(bars.volume())));
  }

  private static void assertSame(FeatureFrame whole, FeatureFrame other, int end) {
    for (int j = 0; j < whole.names().size(); j++) {
      for (int t = 0; t <= end; t++) {
        long was = Double.doubleToRawLongBits(whole.values().get(t, j));
        long is = Double.doubleToRawLongBits(other.values().get(t, j));
        if (was != is) {
          throw new AssertionError(
              "%s at %d: %s, but %s when nothing is known after %d"
                  .formatted(
                      whole.names().get(j),
                      t,
                      whole.values().get(t, j),
                      other.values().get(t, j),
                      end));
        }
      }
    }
  }
}
