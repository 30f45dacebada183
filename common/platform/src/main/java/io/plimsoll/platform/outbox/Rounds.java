package io.plimsoll.platform.outbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a batch into rounds in which each subject occurs once, in order. The next round begins
 * when the broker has acknowledged the last, so no event overtakes an older one of its subject,
 * whatever fails.
 */
final class Rounds {
  private final Map<OutboxRow.Key, Deque<OutboxRow>> waiting = new LinkedHashMap<>();

  Rounds(List<OutboxRow> batch) {
    for (OutboxRow row : batch) {
      waiting.computeIfAbsent(row.key(), _ -> new ArrayDeque<>()).add(row);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The oldest event of each subject that has one left. */
  List<OutboxRow> next() {
    List<OutboxRow> round = new ArrayList<>(waiting.size());
    waiting.values().forEach(rows -> round.add(rows.remove()));
    waiting.values().removeIf(Deque::isEmpty);
    return round;
  }

  /** Holds the rest of a subject back because its last event did not get through. */
  void drop(OutboxRow failed) {
    waiting.remove(failed.key());
  }
}
