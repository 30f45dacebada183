package io.plimsoll.platform.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topics;
import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class DeadLettersTest {
  private static final String TOPIC = Topics.ALERTS.name();

  private final DeadLetters letters;
  private final KafkaSettings settings;
  private final Map<String, Object> broker;

  @Inject
  DeadLettersTest(
      DeadLetters letters,
      KafkaSettings settings,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.letters = letters;
    this.settings = settings;
    this.broker = broker;
  }

  @Test
  void listsALetterWithItsReasonAndSendsItBackOnce() {
    letters
        .send(message(), "malformed", "header ce_type: absent")
        .await()
        .atMost(Duration.ofMinutes(2));

    asked()
        .get("/admin/dead-letters/" + TOPIC)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].origin.offset", equalTo(42))
        .body("items[0].fault.type", equalTo("malformed"))
        .body("items[0].fault.reason", equalTo("header ce_type: absent"));
    asked()
        .post("/admin/dead-letters/" + TOPIC + "/replay")
        .then()
        .statusCode(200)
        .body("replayed", equalTo(1));
    asked().post("/admin/dead-letters/" + TOPIC + "/replay").then().body("replayed", equalTo(0));
    ConsumerRecord<String, byte[]> back = onlyMessage();
    assertThat(new String(back.value(), StandardCharsets.UTF_8)).isEqualTo("{}");
    assertThat(EnvelopeReader.header(back, Header.ID)).hasSize(64);
    assertThat(EnvelopeReader.header(back, Header.REPLAYS)).isEqualTo("1");
    assertThat(EnvelopeReader.header(back, Header.REASON)).isEmpty();
    assertThat(EnvelopeReader.header(back, "kept")).isEqualTo("yes");
  }

  @Test
  void knowsDeclaredTopicsOnlyAndAdministratorsOnly() {
    asked().get("/admin/dead-letters/nothing.v1").then().statusCode(404);
    asked().get("/admin/dead-letters/" + TOPIC + "?limit=0").then().statusCode(400);
    given()
        .header("X-API-Key", TestKeys.OPERATOR)
        .get("/admin/dead-letters/" + TOPIC)
        .then()
        .statusCode(403);
  }

  private static io.restassured.specification.RequestSpecification asked() {
    return given().header("X-API-Key", TestKeys.ADMIN);
  }

  private ConsumerRecord<String, byte[]> message() {
    ConsumerRecord<String, byte[]> message =
        new ConsumerRecord<>(
            settings.deployed(TOPIC), 3, 42, "key", "{}".getBytes(StandardCharsets.UTF_8));
    message.headers().add("kept", "yes".getBytes(StandardCharsets.UTF_8));
    return message;
  }

  private ConsumerRecord<String, byte[]> onlyMessage() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(broker), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(settings.deployed(TOPIC)).stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return consumer.poll(Duration.ofSeconds(10)).iterator().next();
    }
  }
}
