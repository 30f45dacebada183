package io.plimsoll.contracts.batch;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks batch-service to work through a list of items in the background.
 *
 * @param processor what is done with each: site-scan, train, simulate, portfolio-risk, echo
 * @param items 1 to 10,000; a text or an object, as the processor has it
 * @param options how; absent: the defaults
 */
public record SubmitBatch(String processor, List<Object> items, @Nullable BatchOptions options) {
  public SubmitBatch {
    items = items == null ? List.of() : Collections.unmodifiableList(items);
  }
}
