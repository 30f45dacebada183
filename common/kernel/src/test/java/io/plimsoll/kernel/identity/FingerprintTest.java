package io.plimsoll.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.kernel.random.SeededStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  @Test
  void isTheHashOfTheCanonicalForm() {
    // printf '{"a":1,"b":"x"}' | sha256sum
    assertThat(Fingerprint.of(Map.of("b", "x", "a", 1.0)))
        .hasToString("ecf9e98ec0641e23113ff3ce8bdc78d0ddd249886517fd4a7f68cc83d4e65667");
  }

  @Test
  void hashesBytesAsTheyAre() {
    // FIPS 180-4, the example "abc"
    assertThat(Fingerprint.ofBytes("abc".getBytes(StandardCharsets.US_ASCII)).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .isEqualTo(Sha256.hex("abc"));
  }

  @Test
  void doesNotCountHowAValueIsSpelt() {
    for (int seed = 0; seed < 500; seed++) {
      SeededStream random = SeededStream.of(seed);
      Map<String, Object> tree = CanonicalJsonTest.tree(random, 3);

      assertThat(Fingerprint.of(respelt(CanonicalJsonTest.shuffled(tree, random), random)))
          .isEqualTo(Fingerprint.of(tree));
    }
  }

  @Test
  void countsEveryValue() {
    for (int seed = 0; seed < 500; seed++) {
      SeededStream random = SeededStream.of(seed);
      Map<String, Object> tree = CanonicalJsonTest.tree(random, 3);
      Map<String, Object> other = new LinkedHashMap<>(tree);
      String name = tree.keySet().iterator().next();
      other.put(name, List.of(tree.get(name)));

      assertThat(Fingerprint.of(other)).isNotEqualTo(Fingerprint.of(tree));
    }
  }

  @Test
  void countsTheOrderOfAListAndNullsInIt() {
    List<@Nullable Object> withNull = new ArrayList<>(List.of(1, 2));
    withNull.add(null);

    assertThat(
            List.of(
                Fingerprint.of(List.of(1, 2)),
                Fingerprint.of(List.of(2, 1)),
                Fingerprint.of(withNull),
                Fingerprint.of(List.of(1, 2, List.of()))))
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsAnEmptyObjectFromNone() {
    assertThat(Fingerprint.of(Map.of("a", Map.of()))).isNotEqualTo(Fingerprint.of(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc"})
  void refusesWhatIsNoHash(String hex) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fingerprint(hex))
        .withMessage("fingerprint: '%s' (expected: 64 hexadecimal digits)", hex);
  }

  /** The same values written otherwise: 7 as 7.0, absent as null or []. */
  private static Object respelt(Object tree, SeededStream random) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> other = new LinkedHashMap<>();
        other.put("null" + random.nextInt(9), null);
        map.forEach((name, value) -> other.put(name, respelt(value, random)));
        other.put("none" + random.nextInt(9), List.of());
        yield other;
      }
      case List<?> list -> list.stream().map(element -> respelt(element, random)).toList();
      case Integer number ->
          random.nextBoolean() ? number.doubleValue() : (Object) number.longValue();
      default -> tree;
    };
  }
}
