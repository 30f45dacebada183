package io.plimsoll.platform.queue;

import io.plimsoll.platform.outbox.EventArrays;
import io.plimsoll.platform.outbox.ItemEventArrays;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * What one statement stores: succeeded items with their results and events, in the order of their
 * ids, so that two statements never wait for each other in a circle.
 */
final class FinishBatch {
  private final List<Ended> items;
  private final boolean isPlain;
  private final boolean hasEvents;
  private final boolean tellsOfItemsOnly;

  /** An item that succeeded. */
  interface Ended {
    WorkItem item();

    Completion.Result result();
  }

  FinishBatch(List<? extends Ended> ended) {
    this.items =
        ended.stream()
            .<Ended>map(one -> one)
            .sorted((a, b) -> Long.compare(a.item().id().value(), b.item().id().value()))
            .toList();
    boolean plain = true;
    boolean events = false;
    boolean ofItems = true;
    for (Ended one : items) {
      plain &= one.item().isPlain();
      for (OutgoingEvent event : one.result().events()) {
        events = true;
        ofItems &= event.subject().equals(one.item().subject());
      }
    }
    this.isPlain = plain;
    this.hasEvents = events;
    this.tellsOfItemsOnly = ofItems;
  }

  /** Whether no table but the item's own and the outbox changes. */
  boolean isPlain() {
    return isPlain && tellsOfItemsOnly;
  }

  boolean hasEvents() {
    return hasEvents;
  }

  String statement(FinishStatements statements) {
    if (!hasEvents) {
      return isPlain ? statements.finishPlain : statements.finish;
    }
    if (!tellsOfItemsOnly) {
      return statements.finishWithEvents;
    }
    return isPlain ? statements.finishPlainWithItemEvents : statements.finishWithItemEvents;
  }

  Tuple arguments() {
    FinishArrays columns = new FinishArrays(items.size());
    for (Ended one : items) {
      columns.add(one.item(), one.result().result().encode());
    }
    Tuple arguments = isPlain() ? columns.toPlainTuple() : columns.toTuple(WorkStatus.DONE, null);
    if (!hasEvents) {
      return arguments;
    }
    return tellsOfItemsOnly ? ofItems().into(arguments) : ofAny().into(arguments);
  }

  private ItemEventArrays ofItems() {
    ItemEventArrays events = new ItemEventArrays();
    for (Ended one : items) {
      events.add(one.item().id().value(), one.result().events());
    }
    return events;
  }

  private EventArrays ofAny() {
    EventArrays events = new EventArrays();
    for (Ended one : items) {
      for (OutgoingEvent event : one.result().events()) {
        events.add(one.item().id().value(), event);
      }
    }
    return events;
  }
}
