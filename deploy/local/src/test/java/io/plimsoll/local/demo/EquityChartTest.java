package io.plimsoll.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EquityChartTest {

  @Test
  void drawsBothAccountsOnOneScale() {
    String svg = new EquityChart(List.of(100.0, 110.0), List.of(100.0, 90.0)).svg();

    assertThat(svg)
        .contains("points=\"62.0,120.0 632.0,8.0\"")
        .contains("points=\"62.0,120.0 632.0,232.0\"")
        .contains(">110</text>")
        .contains(">90</text>");
  }

  @Test
  void drawsNothingOfNothing() {
    assertThat(new EquityChart(List.of(), List.of()).svg())
        .isEqualTo("<svg viewBox=\"0 0 640 240\"></svg>");
  }
}
