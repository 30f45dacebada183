package io.plimsoll.batchkernel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Map<String, Object> SCOPE =
      Map.of(
          "parameters",
          Map.of("symbol", "AAPL", "seed", 7, "price", "$1"),
          "steps",
          Map.of("train", List.of(Map.of("id", "m0"), Map.of("id", "m1"), Map.of("other", 1))));

  @Test
  void keepsTheTypeOfAWholeReferenceAndWhatIsNone() {
    assertThat(Template.fill("${parameters.seed}", SCOPE)).isEqualTo(7);
    assertThat(Template.fill(3.5, SCOPE)).isEqualTo(3.5);
    assertThat(Template.fill(true, SCOPE)).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "seed ${parameters.seed} of ${parameters.symbol}, seed 7 of AAPL",
        "costs ${parameters.price}, costs $1",
        "[${parameters.unknown}], []",
        "${parameters.unknown}, none",
        "${parameters.seed.deeper}, none",
        "${steps.train.1.id}, m1",
        "${steps.train.3.id}, none",
      })
  void fillsTexts(String template, String expected) {
    assertThat(Template.fill(template, SCOPE)).isEqualTo(expected);
  }

  @Test
  void asksEachElementOfAListAndLeavesOutThoseWithoutAnAnswer() {
    assertThat(Template.fill("${steps.train.id}", SCOPE)).isEqualTo(List.of("m0", "m1"));
  }

  @Test
  void fillsObjectsAndListsAtEveryDepthWithoutWhatLeadsNowhere() {
    Map<String, Object> template =
        Map.of(
            "a", List.of("${parameters.symbol}", "${parameters.none}", 1),
            "b", Map.of("c", "${parameters.seed}", "d", "${parameters.none}"));

    assertThat(Template.fill(template, SCOPE))
        .isEqualTo(Map.of("a", List.of("AAPL", 1), "b", Map.of("c", 7)));
  }

  @Test
  void mergesASpreadBeneathItsNeighbours() {
    Map<String, Object> template = Map.of("*", "${parameters}", "seed", 8);

    assertThat(Template.fillObject(template, SCOPE))
        .isEqualTo(Map.of("symbol", "AAPL", "seed", 8, "price", "$1"));
    assertThat(Template.fillObject(Map.of("*", "${parameters.symbol}", "x", 1), SCOPE))
        .isEqualTo(Map.of("x", 1));
  }

  @Test
  void findsReferencesWhereverTheyAre() {
    Map<String, Object> template = Map.of("a", List.of("${run.id}", 1, Map.of("b", "x ${each.y}")));

    assertThat(Template.references(template))
        .containsExactly(List.of("run", "id"), List.of("each", "y"));
  }
}
