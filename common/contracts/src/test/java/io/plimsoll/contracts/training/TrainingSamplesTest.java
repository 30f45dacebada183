package io.plimsoll.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.plimsoll.contracts.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every version that was ever published stays readable. */
class TrainingSamplesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        TrainModel.class,
        RetrainModel.class,
        CancelTraining.class,
        TrainingCommandAccepted.class,
        TrainingCommandRejected.class,
        ModelState.class,
        ModelQueued.class,
        ModelPreprocessing.class,
        ModelTrainingStarted.class,
        ModelCompleted.class,
        ModelFailed.class,
        ModelCancelled.class,
        ModelDeleted.class
      })
  void readsTheGoldenSampleAndWritesItAgain(Class<?> contract) throws IOException {
    JsonNode sample = sample(contract);

    Object read = ContractJson.strictMapper().treeToValue(sample, contract);

    JsonNode written =
        ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsBytes(read));
    assertThat(written).isEqualTo(sample);
  }

  @Test
  void refusesAMemberThatNobodyKnows() {
    assertThatThrownBy(() -> train("{\"symbol\":\"AAPL\",\"symbl\":\"SPY\"}"))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("symbl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"horizon\":\"1\"}",
        "{\"symbol\":7}",
        "{\"features\":\"returns\"}",
        "{\"parent_model_id\":\"not-a-uuid\"}",
        "{\"split\":[1]}",
        "[]"
      })
  void guessesNothing(String body) {
    assertThatThrownBy(() -> train(body)).isInstanceOf(MismatchedInputException.class);
  }

  @Test
  void keepsNumbersAsTheyCame() throws IOException {
    TrainModel body = train("{\"horizon\":1.5,\"seed\":123456789012345678901234567890}");

    assertThat(body.horizon()).isEqualTo(1.5);
    assertThat(String.valueOf(body.seed())).isEqualTo("123456789012345678901234567890");
  }

  private static TrainModel train(String body) throws IOException {
    return ContractJson.strictMapper().readValue(body, TrainModel.class);
  }

  private static JsonNode sample(Class<?> contract) throws IOException {
    String name = "/golden/training/%s.v1.json".formatted(contract.getSimpleName());
    try (InputStream in = TrainingSamplesTest.class.getResourceAsStream(name)) {
      return ContractJson.mapper().readTree(Objects.requireNonNull(in, name));
    }
  }
}
