package io.plimsoll.trainingkernel.fit;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.learning.algorithm.Task;
import io.plimsoll.learning.algorithm.TrainingException;
import io.plimsoll.learning.bundle.ModelPlan;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.preprocess.Target;
import io.plimsoll.learning.preprocess.TargetTransform;
import io.plimsoll.trainingkernel.fit.Scoring.Outcome;
import io.plimsoll.trainingkernel.spec.Bound;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Features and targets of every bar of a training.
 *
 * @param plan what serving will need
 * @param bars the primary bars up to the end of the period, adjusted
 * @param frame their features
 * @param targets what each row's target is; NaN on the last rows
 * @param outcomes the log return from each row's close to its target price; NaN on the last rows
 */
record Examples(ModelPlan plan, Bars bars, FeatureFrame frame, Vec targets, Vec outcomes) {

  static Examples of(TrainingSpec spec, MarketData all) {
    MarketData data = upToEnd(spec, all);
    Target target = spec.target();
    ModelPlan plan =
        new ModelPlan(
            spec.subject().symbol(),
            spec.subject().contextSymbols(),
            spec.subject().timeframe(),
            target,
            spec.learner().algorithm(),
            spec.inputs().features());
    Bars bars = data.primaryBars().adjusted();
    Vec targets =
        switch (plan.algorithm().task()) {
          case REGRESSION -> target.values(bars);
          case CLASSIFICATION -> target.labels(bars);
        };
    Target logReturn = new Target(target.column(), TargetTransform.LOG_RETURN, target.horizon());
    return new Examples(plan, bars, plan.features(data), targets, logReturn.values(bars));
  }

  /** The bars of the spec's symbols, none of them known later than the last primary bar in use. */
  private static MarketData upToEnd(TrainingSpec spec, MarketData all) {
    Bars primary = all.get(spec.subject().symbol());
    if (primary.timeframe() != spec.subject().timeframe()) {
      throw new TrainingException(
          "bars: of %s (expected: of %s)"
              .formatted(primary.timeframe().text(), spec.subject().timeframe().text()));
    }
    int to = primary.size();
    Optional<Bound> end = spec.subject().period().end();
    while (end.isPresent() && to > 0 && end.get().compare(primary, to - 1) > 0) {
      to--;
    }
    if (to == 0) {
      throw new TrainingException(
          "bars: none of %s up to the end (expected: some)".formatted(spec.subject().symbol()));
    }
    Instant known = Instant.ofEpochMilli(primary.availableAt(to - 1));
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    bars.put(spec.subject().symbol(), primary.slice(0, to));
    for (Symbol symbol : spec.subject().contextSymbols()) {
      bars.put(symbol, all.get(symbol).upTo(known));
    }
    return new MarketData(spec.subject().symbol(), bars);
  }

  Task task() {
    return plan.algorithm().task();
  }

  /**
   * The first row that may be used: at the period's start or later, with every feature known that
   * is known at all before {@code before}.
   */
  int firstRow(TrainingSpec spec, int before) {
    int first = 0;
    Optional<Bound> start = spec.subject().period().start();
    while (start.isPresent() && first < bars.size() && start.get().compare(bars, first) < 0) {
      first++;
    }
    for (int j = 0; j < frame.names().size(); j++) {
      Vec column = frame.values().column(j);
      int row = 0;
      while (row < before && Double.isNaN(column.get(row))) {
        row++;
      }
      first = row < before ? Math.max(first, row) : first;
    }
    return first;
  }

  Vec targets(IntVec rows) {
    return pick(targets, rows);
  }

  Outcome outcome(IntVec rows, Vec predictions) {
    double[] signals = new double[rows.size()];
    for (int i = 0; i < signals.length; i++) {
      double close = bars.close().get(rows.get(i));
      double signal =
          switch (task()) {
            case REGRESSION -> plan.target().transform().signal(predictions.get(i), close);
            case CLASSIFICATION -> predictions.get(i) - 0.5;
          };
      signals[i] = Double.isNaN(signal) ? 0 : signal;
    }
    return new Outcome(
        predictions,
        targets(rows),
        Vec.ofUnsafe(signals),
        pick(outcomes, rows),
        pick(bars.close(), rows));
  }

  private static Vec pick(Vec column, IntVec rows) {
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.get(rows.get(i));
    }
    return Vec.ofUnsafe(values);
  }
}
