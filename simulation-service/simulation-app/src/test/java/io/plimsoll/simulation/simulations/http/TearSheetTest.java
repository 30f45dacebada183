package io.plimsoll.simulation.simulations.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TearSheetTest {
  private static final ObjectNode STATS =
      JsonNodeFactory.instance
          .objectNode()
          .put("cagr", 14_211.75)
          .put("calmar", 250_000.5)
          .put("sharpe", 1.25)
          .putNull("sortino");

  @Test
  void saysThatAGrowthPerYearIsTooShortToTell() {
    String rows = TearSheet.rows(STATS, true);

    assertThat(cell(rows, "cagr")).isEqualTo("too short");
    assertThat(cell(rows, "calmar")).isEqualTo("too short");
    assertThat(cell(rows, "sharpe")).isEqualTo("1.2500");
    assertThat(cell(rows, "sortino")).isEqualTo("–");
  }

  @Test
  void showsItOverAYearAndMore() {
    String rows = TearSheet.rows(STATS, false);

    assertThat(cell(rows, "cagr")).isEqualTo("14,211.7500");
    assertThat(cell(rows, "calmar")).isEqualTo("250,000.5000");
  }

  @Test
  void takesAYearForThatOfTheGrowth() {
    Instant first = Instant.parse("2024-01-01T00:00:00Z");

    assertThat(TearSheet.isUnderAYear(first, first.plusSeconds(31_557_599))).isTrue();
    assertThat(TearSheet.isUnderAYear(first, first.plusSeconds(31_557_600))).isFalse();
  }

  private static String cell(String rows, String name) {
    String row =
        rows.lines().filter(line -> line.contains("<th>" + name + "<")).findFirst().orElseThrow();
    return row.replaceFirst(".*?<td class=\"number\">", "").replaceFirst("<.*", "");
  }
}
