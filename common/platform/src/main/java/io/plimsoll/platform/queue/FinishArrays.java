package io.plimsoll.platform.queue;

import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finished items as columns, the first arguments of the finishing statements. */
final class FinishArrays {
  private final Long[] ids;
  private final UUID[] tokens;
  private final @Nullable String[] results;
  private int size;

  FinishArrays(int items) {
    this.ids = new Long[items];
    this.tokens = new UUID[items];
    this.results = new String[items];
  }

  /** One item's end. */
  static Tuple of(
      WorkItem item, WorkStatus status, @Nullable String result, @Nullable String error) {
    FinishArrays columns = new FinishArrays(1);
    columns.add(item, result);
    return columns.toTuple(status, error);
  }

  void add(WorkItem item, @Nullable String result) {
    ids[size] = item.id().value();
    tokens[size] = item.leaseToken();
    results[size] = result;
    size++;
  }

  /** Arguments of the statements for any items, which all ended alike. */
  Tuple toTuple(WorkStatus status, @Nullable String error) {
    String[] statuses = new String[size];
    @Nullable String[] errors = new String[size];
    Arrays.fill(statuses, status.text());
    Arrays.fill(errors, error);
    return Tuple.tuple()
        .addArrayOfLong(ids)
        .addArrayOfUUID(tokens)
        .addArrayOfString(statuses)
        .addArrayOfString(results)
        .addArrayOfString(errors);
  }

  /** Arguments of the statements for succeeded items without key and group. */
  Tuple toPlainTuple() {
    return Tuple.tuple().addArrayOfLong(ids).addArrayOfUUID(tokens).addArrayOfString(results);
  }
}
