package io.plimsoll.batch.items.core;

import io.plimsoll.batch.ItemOptions;
import io.plimsoll.contracts.FieldFault;
import io.plimsoll.contracts.batch.BatchOptions;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Completes a request with its defaults, or names every fault of it. */
public final class BatchChecks {
  /** The most items of a batch. */
  public static final int MOST_ITEMS = 10_000;

  private static final int MOST_CONCURRENT = 500;
  private static final int LONGEST_TIMEOUT_S = 86_400;
  private static final int MOST_ATTEMPTS = 20;
  private static final int MOST_PAGES = 20;

  private final List<FieldFault> faults = new ArrayList<>();

  private BatchChecks() {}

  /**
   * The request, complete.
   *
   * @throws Rejected naming each member at fault
   */
  public static BatchRequest check(
      @Nullable String processor,
      List<Object> items,
      @Nullable BatchOptions sent,
      BatchRequest.Origin origin) {
    BatchChecks checks = new BatchChecks();
    if (processor == null || processor.isBlank()) {
      checks.fault("processor", "missing (expected: a processor's name)");
    }
    if (items.isEmpty()) {
      checks.fault("items", "none (expected: 1 to 10000)");
    } else if (items.size() > MOST_ITEMS) {
      checks.fault("items", "over 10000 (expected: 1 to 10000)");
    }
    ItemOptions options = checks.options(sent);
    if (!checks.faults.isEmpty()) {
      throw new Rejected(checks.faults);
    }
    return new BatchRequest(String.valueOf(processor), items, options, origin);
  }

  private ItemOptions options(@Nullable BatchOptions sent) {
    ItemOptions defaults = ItemOptions.DEFAULTS;
    return sent == null
        ? defaults
        : new ItemOptions(
            within("max_concurrent", sent.maxConcurrent(), MOST_CONCURRENT)
                .orElse(defaults.maxConcurrent()),
            within("item_timeout_s", sent.itemTimeoutS(), LONGEST_TIMEOUT_S)
                .map(Duration::ofSeconds),
            within("max_attempts", sent.maxAttempts(), MOST_ATTEMPTS)
                .orElse(defaults.maxAttempts()),
            within("max_pages", sent.maxPages(), MOST_PAGES).orElse(defaults.maxPages()));
  }

  private Optional<Integer> within(String name, @Nullable Integer value, int most) {
    if (value != null && (value < 1 || value > most)) {
      fault("options." + name, "%d (expected: 1 to %d)".formatted(value, most));
    }
    return Optional.ofNullable(value);
  }

  private void fault(String field, String detail) {
    faults.add(new FieldFault(field, field + ": " + detail));
  }
}
