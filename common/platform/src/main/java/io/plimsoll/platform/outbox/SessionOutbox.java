package io.plimsoll.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The {@link Outbox} for use cases on {@code SessionWork}. */
public interface SessionOutbox {

  /** Appends events in the current Panache session's transaction. */
  Uni<Void> append(List<OutgoingEvent> events);
}
