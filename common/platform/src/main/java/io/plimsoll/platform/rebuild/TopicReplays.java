package io.plimsoll.platform.rebuild;

import io.plimsoll.contracts.Topic;
import io.smallrye.mutiny.Uni;

/** Opens topics for reading from their beginning. */
public interface TopicReplays {

  /** Begins to read a topic. */
  Uni<TopicReplay> open(Topic topic);
}
