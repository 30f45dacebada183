package io.plimsoll.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.contracts.training.TrainModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {

  @Test
  void isNamedByTheContractsPlace() {
    EventType type = EventType.of(TrainModel.class);

    assertThat(type.text()).isEqualTo("io.plimsoll.training.TrainModel.v1");
    assertThat(EventType.parse(type.text())).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TrainModel",
        "io.plimsoll.training.TrainModel",
        "io.plimsoll.training.trainModel.v1",
        "io.plimsoll.training.TrainModel.v0",
        "com.example.training.TrainModel.v1"
      })
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> EventType.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void declaresEachTopicWithItsDeadLetters() {
    assertThat(Topics.all()).hasSize(2 * Topics.live().size()).allMatch(t -> t.partitions() == 12);
    assertThat(Topics.dlq(Topics.ALERTS).name()).isEqualTo("alerts.v1.dlq");
    assertThat(Topics.dlq(Topics.ALERTS).retention()).isEqualTo(Duration.ofDays(90));
    assertThat(Topics.MARKET_BARS.settings()).containsEntry("cleanup.policy", "compact");
    assertThat(Topics.TRAINING_COMMANDS.settings())
        .containsEntry("retention.ms", Long.toString(Duration.ofDays(7).toMillis()));
  }
}
