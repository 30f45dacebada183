package io.plimsoll.batchkernel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
  @Test
  void takesAbsentFalseEmptyAndZeroForNo() {
    List<@Nullable Object> nothing =
        new ArrayList<>(List.of(false, "", List.of(), Map.of(), 0, 0.0));
    nothing.add(null);

    assertThat(nothing).allSatisfy(value -> assertThat(JsonTree.isGiven(value)).isFalse());
  }

  @Test
  void takesEverythingElseForYes() {
    List<Object> something =
        List.of(true, "no", List.of(0), Map.of("a", 0), -1, 1e-300, Double.NaN, 'x');

    assertThat(something).allSatisfy(value -> assertThat(JsonTree.isGiven(value)).isTrue());
  }

  @Test
  void namesEachKind() {
    assertThat(List.of(Map.of(), List.of(), 1, true, "a").stream().map(JsonTree::kindOf))
        .containsExactly("object", "list", "number", "boolean", "text");
  }

  @Test
  void leavesNullsOutAtEveryDepth() {
    Map<String, @Nullable Object> inner = new HashMap<>();
    inner.put("gone", null);
    inner.put("kept", 1);
    List<@Nullable Object> list = new ArrayList<>(List.of(inner));
    list.add(null);

    assertThat(JsonTree.copyOf(Map.of("list", list, "inner", inner)))
        .isEqualTo(Map.of("list", List.of(Map.of("kept", 1)), "inner", Map.of("kept", 1)));
  }

  @Test
  void readsMembersOfTheirKindOnly() {
    Map<String, Object> tree = Map.of("n", 2, "o", Map.of("a", 1), "l", List.of(Map.of("b", 2), 7));

    assertThat(JsonTree.number(tree, "n")).isEqualTo(2);
    assertThat(JsonTree.number(tree, "o")).isNaN();
    assertThat(JsonTree.object(tree, "o")).isEqualTo(Map.of("a", 1));
    assertThat(JsonTree.object(tree, "n")).isEmpty();
    assertThat(JsonTree.objects(tree, "l")).containsExactly(Map.of("b", 2));
    assertThat(JsonTree.objects(tree, "o")).isEmpty();
  }
}
