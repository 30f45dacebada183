package io.plimsoll.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsColumns() {
    Table table =
        new Table(
            List.of("model", ">score"), List.of(List.of("ridge", "0.5"), List.of("x", "12.25")));

    assertThat(table.lines())
        .containsExactly("  model  score", "  -----  -----", "  ridge    0.5", "  x      12.25");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatThrownBy(() -> new Table(List.of("a"), List.of(List.of("1", "2"))))
        .hasMessage("row of 2 cells (expected: 1)");
  }
}
