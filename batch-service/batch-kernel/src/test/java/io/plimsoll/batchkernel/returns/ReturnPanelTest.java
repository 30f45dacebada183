package io.plimsoll.batchkernel.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReturnPanelTest {
  private static final LocalDate FRIDAY = LocalDate.of(2025, 6, 27);
  private static final LocalDate MONDAY = LocalDate.of(2025, 6, 30);
  private static final LocalDate THURSDAY = LocalDate.of(2025, 6, 26);

  private record Day(LocalDate date, double close, double split, double dividend) {
    static Day of(LocalDate date, double close) {
      return new Day(date, close, 1, 0);
    }
  }

  private static Bars bars(Day... days) {
    BarsBuilder bars = Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE);
    for (Day day : days) {
      bars.add(day.date, day.close, day.close, day.close, day.close, 1000)
          .withActions(day.split, day.dividend);
    }
    return bars.build();
  }

  @Test
  void bridgesTheWeekend() {
    ReturnPanel panel =
        ReturnPanel.of(
            Map.of("A", bars(Day.of(THURSDAY, 100), Day.of(FRIDAY, 110), Day.of(MONDAY, 99))),
            MONDAY,
            2);

    assertThat(panel.sessions()).isEqualTo(List.of(FRIDAY, MONDAY));
    Vec returns = panel.of("A").orElseThrow();
    assertThat(returns.get(0)).isCloseTo(Math.log(1.1), within(1e-15));
    assertThat(returns.get(1)).isCloseTo(Math.log(.9), within(1e-15));
  }

  @Test
  void takesASplitAndADividendForWhatTheyAre() {
    ReturnPanel panel =
        ReturnPanel.of(
            Map.of(
                "SPLIT", bars(Day.of(FRIDAY, 100), new Day(MONDAY, 51, 2, 0)),
                "PAID", bars(Day.of(FRIDAY, 100), new Day(MONDAY, 97, 1, 3))),
            MONDAY,
            1);

    assertThat(panel.of("SPLIT").orElseThrow().get(0)).isCloseTo(Math.log(1.02), within(1e-15));
    assertThat(panel.of("PAID").orElseThrow().get(0)).isCloseTo(0, within(1e-15));
  }

  @Test
  void spansNoGapAndLooksAtNothingAfterTheDate() {
    ReturnPanel panel =
        ReturnPanel.of(
            Map.of(
                "GAP", bars(Day.of(THURSDAY, 100), Day.of(MONDAY, 90)),
                "LATER", bars(Day.of(FRIDAY, 100), Day.of(MONDAY, 50))),
            FRIDAY,
            2);

    assertThat(ReturnPanel.known(panel.of("GAP").orElseThrow())).isZero();
    assertThat(ReturnPanel.known(panel.of("LATER").orElseThrow())).isZero();
    assertThat(
            ReturnPanel.known(
                ReturnPanel.of(
                        Map.of("GAP", bars(Day.of(THURSDAY, 100), Day.of(MONDAY, 90))), MONDAY, 2)
                    .of("GAP")
                    .orElseThrow()))
        .isZero();
  }

  @Test
  void keepsTheLastSessions() {
    ReturnPanel panel =
        ReturnPanel.of(
            Map.of("A", bars(Day.of(THURSDAY, 100), Day.of(FRIDAY, 110), Day.of(MONDAY, 99))),
            MONDAY,
            2);

    assertThat(panel.last(1).sessions()).containsExactly(MONDAY);
    assertThat(panel.after(FRIDAY)).isEqualTo(panel.last(1));
    assertThat(panel.last(9)).isEqualTo(panel);
    assertThatThrownBy(() -> new ReturnPanel(List.of(MONDAY), Map.of("A", Vec.of(1, 2))))
        .hasMessageContaining("one a session");
  }
}
