package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
  @Test
  void quotesTextsAndLeavesNumbersAndNothingBare() {
    String row =
        CsvRows.row(Arrays.asList("a, \"b\"", -1.5, true, null, List.of("x", "y"), Map.of("k", 1)));

    assertThat(row).isEqualTo("\"a, \"\"b\"\"\",-1.5,true,,\"x; y\",\"{\"\"k\"\":1}\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "|cmd",
        "%x",
        "\t=1",
        "\r\n=1",
        "  =1",
        "\u00A0=1",
        "\u200B=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20x",
        "'=1",
        "\"=1",
        "a;=1",
        "a; +1"
      })
  void letsNoCellBeginAFormula(String text) {
    String cell = CsvRows.row(List.of(text));

    assertThat(cell).startsWith("\"'");
    assertThat(cell.strip()).doesNotContain("\n").doesNotContain("\r").doesNotContain("\t");
  }

  @Test
  void neutralisesAFormulaInsideAList() {
    assertThat(CsvRows.row(List.of(List.of("fine", "=1+1")))).startsWith("\"'");
    assertThat(CsvRows.row(List.of("1 - 1 = 0, surely"))).isEqualTo("\"1 - 1 = 0, surely\"\r\n");
  }
}
