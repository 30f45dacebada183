package io.plimsoll.contracts.training;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bars a model was fitted on, tested on and kept from, by their opening instants; every span
 * includes both of its ends.
 *
 * @param trainFrom first bar of the final fit
 * @param trainTo last bar of the final fit
 * @param folds the walk-forward folds in order
 * @param holdoutFrom first bar of the locked tail, absent where there is none
 * @param holdoutTo last bar of the locked tail, absent where there is none
 * @param liveFrom bars that open at or after this instant did not exist when the model was trained
 */
public record ModelSpans(
    Instant trainFrom,
    Instant trainTo,
    List<FoldSpan> folds,
    @Nullable Instant holdoutFrom,
    @Nullable Instant holdoutTo,
    Instant liveFrom) {

  public ModelSpans {
    folds = List.copyOf(folds);
  }

  /** The training and the test window of one fold. */
  public record FoldSpan(
      int fold, Instant trainFrom, Instant trainTo, Instant testFrom, Instant testTo) {}
}
