package io.plimsoll.simulationkernel.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.Vec;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
  @Test
  void drawsALineFromItsLeastToItsGreatestValue() {
    String svg =
        new LineChart(
                "Equity of <AAPL>",
                "2025-01-01",
                "2025-01-03",
                List.of(new LineChart.Line("strategy", "#0a7", Vec.of(100, 150, 200))))
            .svg();

    assertThat(svg)
        .startsWith("<svg viewBox=\"0 0 960 320\"")
        .contains("aria-label=\"Equity of &lt;AAPL&gt;\"")
        .contains("M84.0 284.0L514.0 150.0L944.0 16.0")
        .contains(">strategy</text>")
        .contains(">2025-01-03</text>")
        .doesNotContain("NaN");
  }

  @Test
  void drawsACurveThatNeverMoves() {
    assertThat(
            new LineChart("Flat", "a", "b", List.of(new LineChart.Line("x", "red", Vec.of(5, 5))))
                .svg())
        .doesNotContain("NaN");
  }

  @Test
  void refusesACurveWithoutValues() {
    List<LineChart.Line> empty = List.of(new LineChart.Line("x", "red", Vec.empty()));

    assertThatThrownBy(() -> new LineChart("Empty", "a", "b", empty))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
