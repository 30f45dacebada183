package io.plimsoll.trainingkernel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member comes from outside: any type, any size. */
class RequestReaderTest {
  private static final double STANDARD = 0.5;

  private static RequestReader reader(@Nullable Object value) {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("x", value);
    return new RequestReader(members);
  }

  static List<Object> noWholeNumbers() {
    return List.of(
        "3",
        2.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        0,
        101,
        -1L,
        new BigInteger("9".repeat(30)),
        0x1p60,
        List.of(3),
        Map.of(),
        true);
  }

  @ParameterizedTest
  @MethodSource("noWholeNumbers")
  void refusesWhatIsNoWholeNumberWithinItsBounds(Object value) {
    RequestReader reader = reader(value);

    assertThat(reader.whole("x", 7, 1, 100)).isEqualTo(7);
    assertThat(reader.faults())
        .containsExactly(
            new FieldFault("x", value + " (expected: a whole number within [1, 100])"));
  }

  @Test
  void takesWholeNumbersInAnySpelling() {
    for (Object three : List.of(3, 3L, 3.0, new BigDecimal("3.00"), BigInteger.valueOf(3))) {
      RequestReader reader = reader(three);

      assertThat(reader.whole("x", 7, 3, 3)).isEqualTo(3);
      assertThat(reader.faults()).isEmpty();
    }
    assertThat(reader(null).whole("x", 7, 1, 100)).isEqualTo(7);
  }

  static List<Object> noNumbers() {
    return List.of("0.7", Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY, false, List.of());
  }

  @ParameterizedTest
  @MethodSource("noNumbers")
  void refusesWhatIsNoNumberWithinItsBounds(Object value) {
    RequestReader reader = reader(value);

    assertThat(reader.number("x", STANDARD, 0, 1)).isEqualTo(STANDARD);
    assertThat(reader.faults())
        .containsExactly(new FieldFault("x", value + " (expected: a number within [0.0, 1.0])"));
  }

  @Test
  void knowsNoNegativeZero() {
    assertThat(reader(-0.0).number("x", STANDARD, 0, 1)).isEqualTo(0.0);
    assertThat(reader(Map.of("a", -0.0)).object("x").numbers()).containsEntry("a", 0.0);
  }

  @Test
  void readsTextsAndNamesEachThatIsNone() {
    RequestReader reader = reader(List.of("a", 1, "b", List.of()));

    assertThat(reader.texts("x")).containsExactly("a", "b");
    assertThat(reader.faults()).hasSize(2);
    assertThat(reader("a,b").texts("x")).isEmpty();
    RequestReader number = reader(5);
    assertThat(number.text("x")).isEmpty();
    assertThat(number.faults()).containsExactly(new FieldFault("x", "5 (expected: a text)"));
  }

  @Test
  void readsTheNumbersOfAnObjectAndNamesTheirPath() {
    Map<String, @Nullable Object> inner = new HashMap<>(Map.of("a", 1, "b", 2.5f, "c", "3"));
    inner.put("d", null);
    inner.put("e", Double.POSITIVE_INFINITY);
    inner.put("f", 1L << 60);
    RequestReader reader = reader(inner);

    assertThat(reader.object("x").numbers()).isEqualTo(Map.of("a", 1.0, "b", 2.5));
    assertThat(reader.faults())
        .extracting(FieldFault::field)
        .containsExactlyInAnyOrder("x.c", "x.e", "x.f");
  }

  @Test
  void readsTheListsOfAnObjectAndNamesTheirPath() {
    Map<String, @Nullable Object> inner =
        new HashMap<>(
            Map.of("a", List.of(1, 2.5), "b", List.of(1, "2"), "c", 3, "d", List.of(1L << 60)));
    inner.put("e", null);
    inner.put("f", Arrays.asList(1, null));
    RequestReader reader = reader(inner);

    assertThat(reader.object("x").numberLists()).isEqualTo(Map.of("a", List.of(1.0, 2.5)));
    assertThat(reader.faults())
        .extracting(FieldFault::field)
        .containsExactlyInAnyOrder("x.b", "x.c", "x.d", "x.f");
  }

  @Test
  void refusesWhatIsNoObjectAndWhatIsUnknown() {
    RequestReader text = reader("flat");
    assertThat(text.object("x").has("y")).isFalse();
    assertThat(text.faults()).containsExactly(new FieldFault("x", "flat (expected: an object)"));

    RequestReader unknown = reader(1);
    unknown.refuseOthers(Set.of("a", "b"));
    assertThat(unknown.faults())
        .containsExactly(new FieldFault("x", "unknown (expected: one of [a, b])"));
  }
}
