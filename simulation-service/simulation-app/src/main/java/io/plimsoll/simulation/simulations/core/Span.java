package io.plimsoll.simulation.simulations.core;

import io.plimsoll.learning.bundle.Spans;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Which of a model's rows a simulation trades on. */
public enum Span {
  /** Its walk-forward test windows, each predicted by the model of its own fold. */
  OUT_OF_FOLD,
  /** The locked tail, of which every look is counted. */
  HOLDOUT,
  /** Bars that did not exist when it was trained. */
  LIVE,
  /** The rows that the final fit has seen. */
  IN_SAMPLE;

  /** The name in JSON. */
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The windows of opening instants in which a row belongs to this span.
   *
   * @return empty where the model has no such rows
   */
  public List<Window> windows(Spans spans) {
    return switch (this) {
      case OUT_OF_FOLD ->
          spans.folds().stream()
              .map(fold -> new Window(fold.test().from(), fold.test().to()))
              .toList();
      case HOLDOUT ->
          spans.holdout().stream().map(tail -> new Window(tail.from(), tail.to())).toList();
      case LIVE -> List.of(new Window(spans.liveFrom(), Instant.MAX));
      case IN_SAMPLE -> List.of(new Window(spans.trainFrom(), spans.trainTo()));
    };
  }

  /** Opening instants from one to another, both included. */
  public record Window(Instant from, Instant to) {
    /** Whether an opening instant lies in the window. */
    public boolean contains(Instant opened) {
      return !opened.isBefore(from) && !opened.isAfter(to);
    }
  }
}
