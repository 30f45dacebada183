package io.plimsoll.batch.items.core;

import io.plimsoll.batch.ItemProcessor;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import java.util.Map;
import java.util.TreeMap;

/** The processors by name. */
public final class ItemProcessors {
  private final Map<String, ItemProcessor> byName = new TreeMap<>();

  public ItemProcessors(Iterable<ItemProcessor> processors) {
    processors.forEach(processor -> byName.put(processor.name(), processor));
  }

  /** The processor of that name. */
  public ItemProcessor get(String name) {
    ItemProcessor processor = byName.get(name);
    if (processor == null) {
      throw new NotFound(
          "processor: no '%s' (expected: one of %s)"
              .formatted(
                  name.length() <= 40 ? name : name.substring(0, 40) + "...", byName.keySet()));
    }
    return processor;
  }
}
