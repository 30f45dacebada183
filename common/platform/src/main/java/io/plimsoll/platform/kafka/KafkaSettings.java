package io.plimsoll.platform.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What a deployment says about its topics. */
@ConfigMapping(prefix = "plimsoll.kafka")
public interface KafkaSettings {
  /** What stands before each declared topic's name. */
  Optional<String> topicPrefix();

  /**
   * Whether unsigned commands are accepted: on one machine's loopback, or where the broker itself
   * says who may write.
   */
  @WithDefault("false")
  boolean trustTopics();

  /** The name of a declared topic in this deployment. */
  default String deployed(String topic) {
    return topicPrefix().orElse("") + topic;
  }

  /** The declared name of a deployment's topic. */
  default String declared(String topic) {
    String prefix = topicPrefix().orElse("");
    return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
  }
}
