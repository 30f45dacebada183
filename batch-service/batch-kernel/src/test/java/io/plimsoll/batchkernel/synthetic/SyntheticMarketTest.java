package io.plimsoll.batchkernel.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticMarketTest {
  private static final LocalDate ANCHOR = LocalDate.of(2025, 6, 30);
  private static final Symbol AAPL = new Symbol("AAPL");
  private static final Symbol SPY = new Symbol("SPY");

  @Test
  void closesAtItsAnchor() {
    Map<Symbol, Bars> market =
        SyntheticMarket.bars(request("2025-06-02", "2025-07-03", List.of(AAPL, SPY)));

    assertThat(market.keySet()).containsExactly(AAPL, SPY);
    Bars apple = of(market, AAPL);
    int anchor = apple.indexFrom(java.time.Instant.parse("2025-06-30T13:30:00Z").toEpochMilli());
    assertThat(apple.sessionDate(anchor)).isEqualTo(ANCHOR);
    assertThat(apple.close().get(anchor)).isEqualTo(225.0);
    assertThat(apple.size()).isEqualTo(23); // 21 sessions in June less Juneteenth, 3 in July
  }

  @Test
  void aLongerRangeAndOtherSymbolsChangeNothing() {
    Bars alone = of(SyntheticMarket.bars(request("2025-06-10", "2025-06-20", List.of(AAPL))), AAPL);
    Bars longer =
        of(SyntheticMarket.bars(request("2024-01-02", "2025-08-29", List.of(SPY, AAPL))), AAPL);
    int from = longer.indexFrom(alone.openTime(0));

    assertThat(longer.slice(from, from + alone.size())).isEqualTo(alone);
  }

  @Test
  void movesWithItsMarket() {
    Map<Symbol, Bars> market =
        SyntheticMarket.bars(request("2021-01-04", "2025-06-30", List.of(AAPL, SPY)));
    double[] spy = returns(of(market, SPY));
    double[] apple = returns(of(market, AAPL));

    double correlation = correlation(spy, apple);

    assertThat(correlation).isBetween(0.3, 0.9);
    assertThat(Math.sqrt(252) * deviation(spy)).isCloseTo(0.15, within(0.05));
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> request("2025-07-01", "2025-06-01", List.of(AAPL)))
        .hasMessage("to: 2025-06-01 (expected: not before from, 2025-07-01)");
    assertThatThrownBy(() -> request("2025-06-01", "2025-06-02", List.of()))
        .hasMessage("symbols: 0 (expected: 1 to 1000)");
    assertThatThrownBy(() -> request("1960-01-01", "2025-06-02", List.of(AAPL)))
        .hasMessageContaining("at most 12000 days");
  }

  private static SyntheticRequest request(String from, String to, List<Symbol> symbols) {
    return new SyntheticRequest(
        symbols, LocalDate.parse(from), LocalDate.parse(to), 42, Map.of(AAPL, 225.0), ANCHOR);
  }

  private static Bars of(Map<Symbol, Bars> market, Symbol symbol) {
    return Objects.requireNonNull(market.get(symbol));
  }

  private static double[] returns(Bars bars) {
    return IntStream.range(1, bars.size())
        .mapToDouble(i -> Math.log(bars.close().get(i) / bars.close().get(i - 1)))
        .toArray();
  }

  private static double deviation(double[] values) {
    return Math.sqrt(correlationSum(values, values) / values.length);
  }

  private static double correlation(double[] one, double[] other) {
    return correlationSum(one, other)
        / Math.sqrt(correlationSum(one, one) * correlationSum(other, other));
  }

  private static double correlationSum(double[] one, double[] other) {
    double oneMean = java.util.Arrays.stream(one).average().orElseThrow();
    double otherMean = java.util.Arrays.stream(other).average().orElseThrow();
    return IntStream.range(0, one.length)
        .mapToDouble(i -> (one[i] - oneMean) * (other[i] - otherMean))
        .sum();
  }
}
