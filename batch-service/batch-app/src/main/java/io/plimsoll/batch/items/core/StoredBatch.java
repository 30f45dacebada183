package io.plimsoll.batch.items.core;

import io.plimsoll.batch.ItemOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch as it is stored, with where it stands.
 *
 * @param id the batch, and the group of its work items
 * @param processor what is done with each item
 * @param options how
 * @param record what was written when it was taken on
 * @param told what the world knows of it
 * @param progress where it stands
 */
public record StoredBatch(
    UUID id,
    String processor,
    ItemOptions options,
    Taken record,
    Told told,
    BatchProgress progress) {

  /**
   * What was written when a batch was taken on.
   *
   * @param duplicates how many items were merged
   * @param hash identifies the request
   * @param createdBy who asked
   * @param correlation the command it came by
   * @param createdAt when
   * @param cancelRequestedAt when somebody asked for its end
   */
  public record Taken(
      int duplicates,
      String hash,
      String createdBy,
      Optional<String> correlation,
      Instant createdAt,
      Optional<Instant> cancelRequestedAt) {}

  /**
   * What events have told of a batch.
   *
   * @param status the last one
   * @param terminal how many items had ended then
   */
  public record Told(BatchProgress.Status status, int terminal) {}

  /** The name of the group of its work items. */
  public String group() {
    return id.toString();
  }
}
