package io.plimsoll.batch.risk.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.batch.risk.core.RunDifference.Changed;
import io.plimsoll.batch.risk.core.RunDifference.Moved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunDifferenceTest {
  private static Map<String, Object> run(String price, Map<String, Object> numbers) {
    return Map.of("inputs", Map.of("prices", Map.of("A", price)), "numbers", numbers);
  }

  @Test
  void namesTheNumbersThatMovedAndWhatMovedThem() {
    Map<String, Object> before =
        run("2025-06-30 10", Map.of("nav", 100, "greeks", Map.of("delta", 5), "tail", List.of(1)));
    Map<String, Object> after =
        run(
            "2025-06-30 11",
            Map.of("nav", 110, "greeks", Map.of("delta", 5), "tail", List.of(1, 7)));

    RunDifference found = RunDifference.of(before, after);

    assertThat(found.numbers())
        .containsExactly(
            new Moved("tail[1]", Optional.empty(), Optional.of(7.0)),
            new Moved("nav", Optional.of(100.0), Optional.of(110.0)));
    assertThat(found.inputs())
        .containsExactly(
            new Changed("prices.A", Optional.of("2025-06-30 10"), Optional.of("2025-06-30 11")));
  }

  @Test
  void findsNothingBetweenARunAndItself() {
    Map<String, Object> run = run("x", Map.of("nav", 100, "note", "text"));

    assertThat(RunDifference.of(run, run)).isEqualTo(new RunDifference(List.of(), List.of()));
  }
}
