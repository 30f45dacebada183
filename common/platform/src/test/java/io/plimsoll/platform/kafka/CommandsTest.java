package io.plimsoll.platform.kafka;

import io.plimsoll.testkit.PlimsollTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.util.Map;

/** A command from Kafka to its answer in Kafka: reader, inbox, outbox and relay together. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class CommandsTest extends CommandPath {
  @Inject
  CommandsTest(
      KafkaSettings settings, @Identifier("default-kafka-broker") Map<String, Object> broker) {
    super(settings, broker);
  }
}
