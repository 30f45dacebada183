package io.plimsoll.batch.items.core;

import io.plimsoll.batch.ItemOptions;
import java.util.List;
import java.util.Optional;

/**
 * A batch as it is asked for.
 *
 * @param processor what is done with each item
 * @param items as they were sent: texts, numbers, lists and maps
 * @param options how
 * @param origin who asks
 */
public record BatchRequest(
    String processor, List<Object> items, ItemOptions options, Origin origin) {

  /**
   * Who asks for a batch.
   *
   * @param actor the asker's name
   * @param key what makes a repeated request the same one, where the asker gave it
   * @param correlation the command's id, where it came by Kafka
   */
  public record Origin(String actor, Optional<String> key, Optional<String> correlation) {}
}
