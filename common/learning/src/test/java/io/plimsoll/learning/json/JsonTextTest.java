package io.plimsoll.learning.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @Test
  void readsEveryKindOfValue() {
    Object value =
        JsonText.parse(" {\"a\" : [1, -2.5e1, true, false, \"\\u00e9\\n\\\"\"], \"b\":{}} ");

    assertThat(value)
        .isEqualTo(Map.of("a", List.of(1L, -25.0, true, false, "é\n\""), "b", Map.of()));
    assertThat(JsonText.parse("null")).isNull();
    assertThat(JsonText.parse("123456789012345678901")).isEqualTo(1.2345678901234568e20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "01",
        "1.",
        "1e",
        "+1",
        "nul",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "1 2",
        "{a:1}",
        "1e999",
        "NaN",
        "'a'",
        "\"abc"
      })
  void refusesWhatIsMalformed(String text) {
    assertThatThrownBy(() -> JsonText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JSON");
  }

  @Test
  void refusesDepthWithoutEnd() {
    assertThatThrownBy(() -> JsonText.parse("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> JsonText.parse(latin)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheMemberOfAWrongType() {
    JsonObject object =
        JsonObject.parse(
            "{\"a\":\"x\",\"n\":1.5,\"l\":[1,\"2\"]}".getBytes(StandardCharsets.UTF_8));

    assertThat(object.text("a")).isEqualTo("x");
    assertThatThrownBy(() -> object.number("a")).hasMessageContaining("a: a text");
    assertThatThrownBy(() -> object.whole("n")).hasMessageContaining("n: 1.5");
    assertThatThrownBy(() -> object.texts("l")).hasMessageContaining("l: a list");
    assertThatThrownBy(() -> object.object("z")).hasMessageContaining("z: absent");
    assertThatThrownBy(() -> object.instant("a")).hasMessageContaining("a: 'x'");
    assertThat(Arrays.asList(object.findText("z"), object.findObject("z")))
        .allSatisfy(found -> assertThat(found).isEmpty());
  }
}
