package io.plimsoll.platform.queue;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finished items as columns, the first five arguments of the finishing statements. */
final class FinishArrays {
  private final List<Long> ids = new ArrayList<>();
  private final List<UUID> tokens = new ArrayList<>();
  private final List<String> statuses = new ArrayList<>();
  private final List<@Nullable String> results = new ArrayList<>();
  private final List<@Nullable String> errors = new ArrayList<>();

  /** One item's end. */
  static Tuple of(
      WorkItem item, WorkStatus status, @Nullable String result, @Nullable String error) {
    FinishArrays columns = new FinishArrays();
    columns.add(item, status, result, error);
    return columns.toTuple();
  }

  void add(WorkItem item, WorkStatus status, @Nullable String result, @Nullable String error) {
    ids.add(item.id().value());
    tokens.add(item.leaseToken());
    statuses.add(status.text());
    results.add(result);
    errors.add(error);
  }

  Tuple toTuple() {
    return Tuple.tuple()
        .addArrayOfLong(ids.toArray(Long[]::new))
        .addArrayOfUUID(tokens.toArray(UUID[]::new))
        .addArrayOfString(statuses.toArray(String[]::new))
        .addArrayOfString(results.toArray(String[]::new))
        .addArrayOfString(errors.toArray(String[]::new));
  }
}
