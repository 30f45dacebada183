package io.plimsoll.batch.items.core;

import io.plimsoll.batch.items.core.BatchProgress.Status;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.BatchCancelled;
import io.plimsoll.contracts.batch.BatchCompleted;
import io.plimsoll.contracts.batch.BatchCreated;
import io.plimsoll.contracts.batch.BatchFailed;
import io.plimsoll.contracts.batch.BatchProgressed;
import io.plimsoll.platform.outbox.OutgoingEvent;
import java.util.ArrayList;
import java.util.List;

/** What a batch tells the world. */
public final class BatchFacts {
  private BatchFacts() {}

  /** It was taken on. */
  public static OutgoingEvent created(StoredBatch batch) {
    return event(
        batch,
        new BatchCreated(
            batch.id(),
            batch.processor(),
            batch.progress().tally().total(),
            batch.record().duplicates(),
            batch.progress().refused()));
  }

  /** Where it stands. */
  public static OutgoingEvent progressed(StoredBatch batch) {
    return event(batch, progressedTo(batch, batch.progress().status()));
  }

  /** Every transition from what was told last to where it stands; none is left out. */
  public static List<OutgoingEvent> since(StoredBatch batch, String lastError) {
    Status status = batch.progress().status();
    List<OutgoingEvent> facts = new ArrayList<>();
    boolean hasBegun = batch.progress().pace().startedAt().isPresent();
    if (status.isTerminal() && batch.told().status() == Status.PENDING && hasBegun) {
      facts.add(event(batch, progressedTo(batch, Status.PROCESSING)));
    }
    facts.add(
        switch (status) {
          case PENDING, PROCESSING -> progressed(batch);
          case COMPLETED, COMPLETED_WITH_ERRORS ->
              event(
                  batch,
                  new BatchCompleted(
                      batch.id(), batch.processor(), status.text(), batch.progress().tally()));
          case FAILED ->
              event(
                  batch,
                  new BatchFailed(
                      batch.id(), batch.processor(), lastError, batch.progress().tally()));
          case CANCELLED ->
              event(
                  batch,
                  new BatchCancelled(batch.id(), batch.processor(), batch.progress().tally()));
        });
    return facts;
  }

  private static BatchProgressed progressedTo(StoredBatch batch, Status status) {
    BatchProgress progress = batch.progress();
    return new BatchProgressed(
        batch.id(), batch.processor(), status.text(), progress.paused(), progress.tally());
  }

  private static OutgoingEvent event(StoredBatch batch, Object body) {
    OutgoingEvent event = OutgoingEvent.of(Topics.BATCH_EVENTS, batch.group(), body);
    return batch.record().correlation().map(event::correlatedWith).orElse(event);
  }
}
