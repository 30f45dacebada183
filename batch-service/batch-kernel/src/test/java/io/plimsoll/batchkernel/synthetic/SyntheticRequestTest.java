package io.plimsoll.batchkernel.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.kernel.market.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticRequestTest {
  private static final Symbol SYMBOL = new Symbol("AAA");
  private static final LocalDate DAY = LocalDate.of(2025, 6, 2);

  @Test
  void namesEachSymbolOnceInOrder() {
    SyntheticRequest request =
        new SyntheticRequest(
            List.of(new Symbol("BBB"), SYMBOL, new Symbol("BBB")), DAY, DAY, 1, Map.of(), DAY);

    assertThat(request.symbols()).containsExactly(SYMBOL, new Symbol("BBB"));
  }

  @Test
  void refusesNoSymbolAndTooMany() {
    List<Symbol> many = IntStream.range(0, 1_001).mapToObj(i -> new Symbol("S" + i)).toList();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticRequest(List.of(), DAY, DAY, 1, Map.of(), DAY))
        .withMessage("symbols: 0 (expected: 1 to 1000)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticRequest(many, DAY, DAY, 1, Map.of(), DAY))
        .withMessage("symbols: 1001 (expected: 1 to 1000)");
  }

  @Test
  void countsTheAnchorsDateAmongItsDays() {
    LocalDate far = DAY.minusDays(SyntheticRequest.MAX_DAYS + 1L);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticRequest(List.of(SYMBOL), DAY, DAY, 1, Map.of(), far))
        .withMessageStartingWith("from: " + far);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticRequest(List.of(SYMBOL), far, far, 1, Map.of(), DAY))
        .withMessageStartingWith("from: " + far);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SyntheticRequest(List.of(SYMBOL), DAY, DAY.minusDays(1), 1, Map.of(), DAY))
        .withMessageStartingWith("to: ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAnAnchorThatIsNoPrice(double price) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SyntheticRequest(List.of(SYMBOL), DAY, DAY, 1, Map.of(SYMBOL, price), DAY))
        .withMessageStartingWith("anchors.AAA: ");
  }
}
