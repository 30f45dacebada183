package io.plimsoll.platform.outbox;

import java.util.List;

/** The subject of events about a work item itself, which only the item's own end may tell. */
public final class ItemSubject {
  static final String PREFIX = "work-item-";

  private ItemSubject() {}

  /** The subject of the item with this id. */
  public static String of(long itemId) {
    return PREFIX + itemId;
  }

  /** Whether an event's subject is some work item. */
  public static boolean is(String subject) {
    return subject.startsWith(PREFIX);
  }

  /** Refuses events about work items, whose count would come out of step. */
  static void refuse(List<OutgoingEvent> events) {
    for (OutgoingEvent event : events) {
      if (is(event.subject())) {
        throw new IllegalArgumentException(
            "subject: '%s' (expected: none that starts with '%s')%nMaybe give the event to the item's completion"
                .formatted(event.subject(), PREFIX));
      }
    }
  }
}
