package io.plimsoll.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractJsonTest {
  record Sample(String theName, int count, Instant at) {}

  private static final String GOOD =
      "{\"the_name\":\"n\",\"count\":1,\"at\":\"2026-01-31T15:04:05.123456Z\"}";

  @Test
  void readsAndWritesSnakeCaseAndRfc3339() throws JsonProcessingException {
    Sample sample = ContractJson.strictMapper().readValue(GOOD, Sample.class);

    assertThat(sample.at()).isEqualTo(Instant.parse("2026-01-31T15:04:05.123456Z"));
    assertThat(ContractJson.mapper().writeValueAsString(sample)).isEqualTo(GOOD);
  }

  @Test
  void ignoresAnUnknownMemberOfAnEventAndRefusesThatOfACommand() throws JsonProcessingException {
    String more = GOOD.replace("}", ",\"newer\":true}");

    assertThat(ContractJson.mapper().readValue(more, Sample.class).theName()).isEqualTo("n");
    assertThatThrownBy(() -> ContractJson.strictMapper().readValue(more, Sample.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void tellsAMisspeltMemberAsUnknownAndNotAsAbsent() {
    assertThatThrownBy(() ->
            ContractJson.strictMapper()
                .readValue(GOOD.replace("\"count\"", "\"cuont\""), Sample.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("cuont");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"the_name\":1,\"count\":1,\"at\":\"2026-01-31T15:04:05Z\"}",
        "{\"the_name\":\"n\",\"count\":\"1\",\"at\":\"2026-01-31T15:04:05Z\"}",
        "{\"the_name\":\"n\",\"count\":1.0,\"at\":\"2026-01-31T15:04:05Z\"}",
        "{\"the_name\":\"n\",\"count\":null,\"at\":\"2026-01-31T15:04:05Z\"}",
        "{\"the_name\":\"n\",\"at\":\"2026-01-31T15:04:05Z\"}",
        "{\"the_name\":\"n\",\"count\":1,\"at\":1767225600}",
        "{\"the_name\":\"n\",\"count\":1,\"at\":\"2026-01-31\"}",
        "{\"the_name\":\"n\",\"count\":1,\"count\":2,\"at\":\"2026-01-31T15:04:05Z\"}",
        "{\"the_name\":\"n\",\"count\":1,\"at\":\"2026-01-31T15:04:05Z\"} {}"
      })
  void guessesNothing(String text) {
    assertThatThrownBy(() -> ContractJson.mapper().readValue(text, Sample.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void limitsDepthAndLengthOfNumbers() {
    String deep = "[".repeat(ContractJson.MAX_DEPTH + 1) + "]".repeat(ContractJson.MAX_DEPTH + 1);

    assertThatThrownBy(() -> ContractJson.mapper().readTree(deep))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(
            () -> ContractJson.mapper().readTree("1" + "0".repeat(ContractJson.MAX_NUMBER_LENGTH)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void keepsAProblemsExtensionsBesideItsMembers() throws JsonProcessingException {
    Problem problem =
        new Problem(
            Problem.TYPE_PREFIX + "state-conflict",
            "title",
            409,
            "detail",
            "",
            "",
            List.of(),
            Map.of("model_id", "m-1"));

    String written = ContractJson.mapper().writeValueAsString(problem);

    assertThat(written)
        .contains("\"model_id\":\"m-1\"")
        .doesNotContain("instance")
        .doesNotContain("extensions");
    assertThat(ContractJson.strictMapper().readValue(written, Problem.class)).isEqualTo(problem);
  }
}
