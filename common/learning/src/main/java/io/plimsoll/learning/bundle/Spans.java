package io.plimsoll.learning.bundle;

import io.plimsoll.learning.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which bars a model has seen for what. Instants are the opens of a span's first and last bar, both
 * inclusive, but for {@code liveFrom}.
 *
 * @param trainFrom the first bar the final fit has learned from
 * @param trainTo the last bar the final fit has learned from
 * @param folds the test spans, in order
 * @param holdout the locked tail, none where the split has none
 * @param liveFrom bars that open at this instant or later did not exist at training
 */
public record Spans(
    Instant trainFrom,
    Instant trainTo,
    List<FoldSpan> folds,
    Optional<Span> holdout,
    Instant liveFrom) {

  public Spans {
    folds = List.copyOf(folds);
    if (trainTo.isBefore(trainFrom)) {
      throw new IllegalArgumentException(
          "train: %s to %s (expected: in order)".formatted(trainFrom, trainTo));
    }
  }

  /**
   * A stretch of bars.
   *
   * @param from the open of its first bar
   * @param to the open of its last bar
   */
  public record Span(Instant from, Instant to) {
    public Span {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(
            "span: %s to %s (expected: in order)".formatted(from, to));
      }
    }
  }

  /**
   * One fold; its training rows may leave out the rows around its test span.
   *
   * @param fold its number, from 0
   * @param train from the first to the last bar it has learned from
   * @param test the bars it predicts
   */
  public record FoldSpan(int fold, Span train, Span test) {}

  /** The JSON tree that {@link #ofTree} reads; the shape of the events. */
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("train_from", trainFrom.toString());
    tree.put("train_to", trainTo.toString());
    tree.put("folds", folds.stream().map(Spans::foldTree).toList());
    holdout.ifPresent(span -> {
      tree.put("holdout_from", span.from().toString());
      tree.put("holdout_to", span.to().toString());
    });
    tree.put("live_from", liveFrom.toString());
    return tree;
  }

  private static Map<String, Object> foldTree(FoldSpan fold) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("fold", fold.fold());
    tree.put("train_from", fold.train().from().toString());
    tree.put("train_to", fold.train().to().toString());
    tree.put("test_from", fold.test().from().toString());
    tree.put("test_to", fold.test().to().toString());
    return tree;
  }

  /**
   * Reads back what {@link #tree()} wrote.
   *
   * @throws IllegalArgumentException if it is no such tree
   */
  public static Spans ofTree(JsonObject tree) {
    List<FoldSpan> folds =
        tree.objects("folds").stream()
            .map(fold ->
                new FoldSpan(
                    fold.count("fold"),
                    new Span(fold.instant("train_from"), fold.instant("train_to")),
                    new Span(fold.instant("test_from"), fold.instant("test_to"))))
            .toList();
    return new Spans(
        tree.instant("train_from"),
        tree.instant("train_to"),
        folds,
        tree.findInstant("holdout_from").map(from -> new Span(from, tree.instant("holdout_to"))),
        tree.instant("live_from"));
  }
}
