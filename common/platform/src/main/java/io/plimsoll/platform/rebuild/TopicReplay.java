package io.plimsoll.platform.rebuild;

import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A topic read from its beginning, beside the service's own consumers. */
public interface TopicReplay {

  /** The next messages that can be read, in the order of their partitions; may be none. */
  Uni<List<IncomingEvent>> next();

  /** Whether everything that was in the topic at the last look has been given out. */
  boolean isAtEnd();

  /** Ends the reading. */
  Uni<Void> close();
}
