package io.plimsoll.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.kernel.random.SeededStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  /** RFC 8785, appendix B: IEEE 754 bits and their text. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
  })
  void writesTheNumbersOfTheStandard(String bits, String text) {
    double value = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(bits));

    assertThat(CanonicalJson.text(value)).isEqualTo(text);
  }

  /** Where Java writes two digits and ECMAScript one. */
  @ParameterizedTest
  @CsvSource({
    "2e-323, 2e-323",
    "1e-323, 1e-323",
    "1.5e-323, 1.5e-323",
    "3e-323, 3e-323",
    "9e-323, 9e-323",
    "1e22, 1e+22",
    "2e22, 2e+22",
    "0.1, 0.1",
    "1.5, 1.5",
    "1e-7, 1e-7",
    "1.2e-7, 1.2e-7",
    "123456.789, 123456.789",
    "100, 100",
    "1e20, 100000000000000000000",
    "-1.25, -1.25",
  })
  void writesTheShortestDigits(double value, String text) {
    assertThat(CanonicalJson.text(value)).isEqualTo(text);
  }

  @Test
  void writesNumbersThatReadBackAsTheyWere() {
    SeededStream random = SeededStream.of(11);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(CanonicalJson.text(value))).isEqualTo(value);
      }
    }
  }

  /** RFC 8785, section 3.2.2 and its canonical form in section 3.2.4. */
  @Test
  void writesTheSampleOfTheStandard() {
    Map<String, Object> tree =
        Map.of(
            "numbers",
            List.of(333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001),
            "string",
            "\u20ac$\017\nA'B\"\\\\\"/",
            "literals",
            Arrays.asList(null, true, false));

    assertThat(CanonicalJson.text(tree))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  /** RFC 8785, section 3.2.3: members by UTF-16 code units. */
  @Test
  void ordersMembersByCodeUnits() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("\u20ac", "Euro Sign");
    tree.put("\r", "Carriage Return");
    tree.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
    tree.put("1", "One");
    tree.put("\ud83d\ude00", "Emoji: Grinning Face");
    tree.put("\u0080", "Control");
    tree.put("\u00f6", "Latin Small Letter O With Diaeresis");

    assertThat(CanonicalJson.text(tree))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void escapesAsTheStandardSays() {
    assertThat(CanonicalJson.text("\b\t\n\f\r\u0000\u001f\u007f\"\\/é"))
        .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\\\"\\\\/é\"");
    assertThat(CanonicalJson.bytes("€")).isEqualTo("\"€\"".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesEveryKindOfNumberByItsValue() {
    for (Object one :
        List.of(1, 1L, (short) 1, (byte) 1, 1.0, 1f, BigInteger.ONE, new BigDecimal("1.00"))) {
      assertThat(CanonicalJson.text(one)).isEqualTo("1");
    }
    assertThat(CanonicalJson.text(new BigDecimal("0.1"))).isEqualTo("0.1");
    assertThat(CanonicalJson.text(new BigDecimal("0E+500"))).isEqualTo("0");
    assertThat(CanonicalJson.text(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(CanonicalJson.text(-0.0)).isEqualTo("0");
    assertThat(CanonicalJson.text(9_007_199_254_740_992L)).isEqualTo("9007199254740992");
  }

  @Test
  void refusesIntegersThatDoublesDoNotHold() {
    for (Object number :
        List.of(
            9_007_199_254_740_993L,
            -9_007_199_254_740_993L,
            Long.MIN_VALUE,
            BigInteger.TEN.pow(30),
            new BigDecimal("1E+30"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CanonicalJson.text(Map.of("seed", List.of(number))))
          .withMessageStartingWith("$.seed[0]: ")
          .withMessageEndingWith("(expected: an integer within +-2^53)");
    }
  }

  @Test
  void refusesWhatIsNoNumber() {
    for (Object number :
        List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            new BigDecimal("1E+500"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CanonicalJson.text(List.of(number)))
          .withMessageMatching("\\$\\[0\\]: .* \\(expected: finite\\)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\ud800x", "\udc00\ud800"})
  void refusesHalfASurrogatePair(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.text(Map.of("a", text)))
        .withMessageStartingWith("$.a: half a surrogate pair at ");
  }

  @Test
  void refusesOtherTypes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.text(Map.of("a", new StringBuilder())))
        .withMessageContaining("$.a: a StringBuilder (expected: map, list,");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.text(new AtomicInteger(1)))
        .withMessage("$: a AtomicInteger (expected: a double or an integer)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalJson.text(Map.of(1, 2)))
        .withMessage("$: the member name 1 (expected: a string)");
  }

  @Test
  void isTheSameForAnyOrderOfMembers() {
    for (int seed = 0; seed < 500; seed++) {
      SeededStream random = SeededStream.of(seed);
      Map<String, Object> tree = tree(random, 3);

      assertThat(CanonicalJson.text(shuffled(tree, random))).isEqualTo(CanonicalJson.text(tree));
    }
  }

  static Map<String, Object> tree(SeededStream random, int depth) {
    Map<String, Object> tree = new LinkedHashMap<>();
    int members = 1 + random.nextInt(5);
    for (int i = 0; i < members; i++) {
      tree.put("k" + random.nextInt(1_000), value(random, depth));
    }
    return tree;
  }

  private static Object value(SeededStream random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> random.nextInt(1_000);
      case 1 -> random.nextDouble();
      case 2 -> "s" + random.nextInt(1_000);
      case 3 -> random.nextBoolean();
      case 4 -> tree(random, depth - 1);
      default -> List.of(value(random, depth - 1), value(random, depth - 1));
    };
  }

  /** The same tree with members in another order at every depth. */
  static Object shuffled(Object tree, SeededStream random) {
    return switch (tree) {
      case Map<?, ?> map -> {
        List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
        Map<Object, Object> other = new LinkedHashMap<>();
        for (int place : random.permutation(members.size()).toArray()) {
          other.put(members.get(place).getKey(), shuffled(members.get(place).getValue(), random));
        }
        yield other;
      }
      case List<?> list -> list.stream().map(element -> shuffled(element, random)).toList();
      default -> tree;
    };
  }
}
