package io.plimsoll.trainingkernel.spec;

import io.plimsoll.trainingkernel.spec.SplitSpec.Gap;
import io.plimsoll.trainingkernel.spec.SplitSpec.Holdout;
import io.plimsoll.trainingkernel.spec.SplitSpec.Length;
import io.plimsoll.trainingkernel.spec.SplitSpec.Scheme;
import io.plimsoll.trainingkernel.spec.SplitSpec.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Completes the split of a request. */
final class SplitResolver {
  private static final int MOST_FOLDS = 50;
  private static final int MOST_BARS = 100_000_000;
  private static final Set<String> KNOWN =
      Set.of(
          "scheme",
          "window",
          "folds",
          "train_window",
          "test_window",
          "purge",
          "embargo",
          "holdout",
          "holdout_from");

  private final RequestReader split;

  SplitResolver(RequestReader split) {
    this.split = split;
  }

  SplitSpec resolve(int horizon) {
    split.refuseOthers(KNOWN);
    Scheme scheme = scheme();
    Window window = window();
    int folds =
        switch (scheme) {
          case WALK_FORWARD -> (int) split.whole("folds", 5, 1, MOST_FOLDS);
          case PURGED_KFOLD -> (int) split.whole("folds", 5, 2, MOST_FOLDS);
          case HOLDOUT -> 0 * (int) split.whole("folds", 0, 0, MOST_FOLDS);
        };
    Length length = new Length(bars("train_window"), bars("test_window"));
    Gap gap =
        new Gap(
            (int) split.whole("purge", horizon, horizon, MOST_BARS),
            (int) split.whole("embargo", 0, 0, MOST_BARS));
    Holdout holdout = new Holdout(split.number("holdout", 0.15, 0, 0.5), holdoutFrom());
    if (scheme != Scheme.WALK_FORWARD) {
      refuse("train_window", length.train().isPresent(), scheme);
      refuse("test_window", length.test().isPresent(), scheme);
      refuse("window", window == Window.ROLLING, scheme);
    } else if (window == Window.EXPANDING) {
      refuse("train_window", length.train().isPresent(), scheme);
    }
    if (scheme == Scheme.HOLDOUT && holdout.share() == 0 && holdout.from().isEmpty()) {
      split.fault("holdout", "0.0 (expected: above 0, for nothing else is scored)");
    }
    return new SplitSpec(scheme, window, folds, length, gap, holdout);
  }

  private void refuse(String field, boolean isGiven, Scheme scheme) {
    if (isGiven) {
      split.fault(
          field,
          field.equals("train_window") && scheme == Scheme.WALK_FORWARD
              ? "given (expected: none for an expanding window)"
              : "given (expected: none for %s)".formatted(scheme.text()));
    }
  }

  private Scheme scheme() {
    Optional<String> text = split.text("scheme");
    Optional<Scheme> found = text.flatMap(Scheme::find);
    if (text.isPresent() && found.isEmpty()) {
      split.fault(
          "scheme",
          "'%s' (expected: one of walk_forward purged_kfold holdout)".formatted(text.get()));
    }
    return found.orElse(Scheme.WALK_FORWARD);
  }

  private Window window() {
    Optional<String> text = split.text("window");
    Optional<Window> found = text.flatMap(Window::find);
    if (text.isPresent() && found.isEmpty()) {
      split.fault("window", "'%s' (expected: one of expanding rolling)".formatted(text.get()));
    }
    return found.orElse(Window.EXPANDING);
  }

  private OptionalInt bars(String field) {
    return split.has(field)
        ? OptionalInt.of((int) split.whole(field, 1, 1, MOST_BARS))
        : OptionalInt.empty();
  }

  private Optional<Instant> holdoutFrom() {
    Optional<String> text = split.text("holdout_from");
    try {
      return text.map(Instant::parse);
    } catch (DateTimeException _) {
      split.fault(
          "holdout_from", "'%s' (expected: an instant, ISO 8601)".formatted(text.orElse("")));
      return Optional.empty();
    }
  }
}
