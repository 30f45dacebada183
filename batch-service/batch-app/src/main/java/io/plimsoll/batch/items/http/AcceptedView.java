package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.core.StoredBatch;
import io.plimsoll.batch.items.store.PgItems.Item;
import java.util.List;
import java.util.UUID;

/**
 * The answer to a request for a batch.
 *
 * @param total distinct items, the rejected among them
 * @param duplicates how many items were left out because an equal one came before
 * @param rejected items that cannot be worked on; they are in the batch, failed
 * @param statusUrl where to ask how far it is
 */
public record AcceptedView(
    UUID batchId,
    String status,
    int total,
    int duplicates,
    List<Rejected> rejected,
    String statusUrl) {

  /** An item that cannot be worked on, and why. */
  public record Rejected(Object item, String reason) {}

  static AcceptedView of(StoredBatch batch, List<Item> refused) {
    return new AcceptedView(
        batch.id(),
        batch.progress().status().text(),
        batch.progress().tally().total(),
        batch.record().duplicates(),
        refused.stream().map(item -> new Rejected(item.item(), item.error().orElse(""))).toList(),
        BatchResource.PATH + "/" + batch.id());
  }
}
