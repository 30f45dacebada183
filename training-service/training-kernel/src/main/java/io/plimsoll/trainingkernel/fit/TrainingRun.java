package io.plimsoll.trainingkernel.fit;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.Effort;
import io.plimsoll.learning.algorithm.FittedModel;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.algorithm.TrainingRows;
import io.plimsoll.learning.bundle.FeatureImportance;
import io.plimsoll.learning.bundle.Fit;
import io.plimsoll.learning.bundle.ModelBundle;
import io.plimsoll.learning.bundle.ModelMetrics;
import io.plimsoll.learning.bundle.Scores;
import io.plimsoll.learning.bundle.Spans;
import io.plimsoll.learning.bundle.Spans.FoldSpan;
import io.plimsoll.learning.bundle.Spans.Span;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.preprocess.FittedPreprocessing;
import io.plimsoll.learning.preprocess.Preprocessing;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.plimsoll.trainingkernel.split.Fold;
import io.plimsoll.trainingkernel.split.RowPlan;
import io.plimsoll.trainingkernel.split.RowSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains a model: features, folds, the grid's choice by out-of-fold loss, the final fit on
 * everything before the holdout, and its one score on the holdout, which nothing else looks at.
 *
 * <p>Equal configuration, bars and code give equal bytes for any number of threads.
 */
public final class TrainingRun {
  private final TrainingSpec spec;
  private final RunContext context;
  private final Examples examples;
  private final RowPlan rows;
  private final ProgressMeter meter;

  private TrainingRun(
      TrainingSpec spec, RunContext context, Examples examples, RowPlan rows, ProgressMeter meter) {
    this.spec = spec;
    this.context = context;
    this.examples = examples;
    this.rows = rows;
    this.meter = meter;
  }

  /**
   * Trains.
   *
   * <p>Cost: one fit per fold and grid point and one more, features once, at most 5 predictions per
   * feature and fold.
   *
   * @param data raw bars of the spec's symbols
   * @throws io.plimsoll.learning.algorithm.TrainingException if the bars cannot be learned from;
   *     another attempt fails in the same way
   */
  public static TrainedModel fit(
      TrainingSpec spec, MarketData data, RunContext context, TrainingProgress.Listener progress) {
    ProgressMeter meter = new ProgressMeter(spec, progress);
    meter.preprocessing();
    Examples examples = Examples.of(spec, data);
    int holdoutFrom = RowPlan.holdoutFrom(spec.split(), examples.bars());
    int first = examples.firstRow(spec, Math.min(holdoutFrom, examples.bars().size()));
    RowPlan rows = RowPlan.of(spec.split(), spec.target().horizon(), examples.bars(), first);
    return new TrainingRun(spec, context, examples, rows, meter).train();
  }

  private TrainedModel train() {
    List<FittedPreprocessing> prepared =
        rows.folds().stream().map(fold -> prepared(fold.train())).toList();
    Choice choice = choose(prepared);
    meter.fitting(rows.folds().size());
    Fit last = fit(prepared(rows.finalTrain()), rows.finalTrain(), choice.hyperparameters());
    ModelMetrics metrics = new ModelMetrics(choice.folds(), choice.outOfFold(), holdout(last));
    List<FeatureImportance> importances =
        new Importances(examples, spec.seed()).of(rows.folds(), choice.fits(), last);
    return TrainedModel.of(
        new ModelBundle(
            spec.identityTree(context.snapshot(), context.kernelVersion()),
            new ModelBundle.Versions(context.learningVersion()),
            new ModelBundle.Report(spans(), metrics, importances, choice.hyperparameters()),
            choice.fits(),
            last));
  }

  /** The fits of one grid point and how they scored. */
  private record Choice(
      Hyperparameters hyperparameters,
      List<Fit> fits,
      List<Scores> folds,
      Scores outOfFold,
      double loss) {}

  private Choice choose(List<FittedPreprocessing> prepared) {
    List<Hyperparameters> points = GridPoints.of(spec.learner());
    Choice best = evaluate(points.getFirst(), prepared);
    for (Hyperparameters point : points.subList(1, points.size())) {
      Choice next = evaluate(point, prepared);
      best = next.loss() < best.loss() ? next : best;
    }
    return best;
  }

  private Choice evaluate(Hyperparameters point, List<FittedPreprocessing> prepared) {
    List<Fit> fits = new ArrayList<>();
    List<Scores> scores = new ArrayList<>();
    List<IntVec> tested = new ArrayList<>();
    List<Vec> predicted = new ArrayList<>();
    for (Fold fold : rows.folds()) {
      meter.fitting(fold.number());
      Fit fit = fit(prepared.get(fold.number()), fold.train(), point);
      IntVec test = fold.test().rows();
      Vec predictions = fit.predict(examples.frame(), test);
      Scores score = Scoring.of(examples.task(), examples.outcome(test, predictions));
      meter.scored(score);
      fits.add(fit);
      scores.add(score);
      tested.add(test);
      predicted.add(predictions);
    }
    IntVec allRows =
        IntVec.of(tested.stream().flatMapToInt(rows -> Arrays.stream(rows.toArray())).toArray());
    Vec all =
        Vec.of(predicted.stream().flatMapToDouble(one -> Arrays.stream(one.toArray())).toArray());
    Scores outOfFold =
        fits.isEmpty()
            ? Scores.ofFinite(Map.of())
            : Scoring.of(examples.task(), examples.outcome(allRows, all));
    double loss = Scoring.loss(examples.task(), all, examples.targets(allRows));
    return new Choice(point, List.copyOf(fits), List.copyOf(scores), outOfFold, loss);
  }

  private FittedPreprocessing prepared(IntVec train) {
    return new Preprocessing(spec.inputs().pValueThreshold(), algorithm().isLinear())
        .fit(examples.frame(), train, examples.targets());
  }

  private Fit fit(FittedPreprocessing preprocessing, IntVec train, Hyperparameters values) {
    FittedModel model =
        algorithm()
            .fit(
                new TrainingRows(
                    preprocessing.apply(examples.frame(), train), examples.targets(train)),
                values,
                new Effort(spec.seed(), context.threads(), meter));
    return new Fit(preprocessing, model);
  }

  private Optional<Scores> holdout(Fit last) {
    int to = examples.bars().size() - spec.target().horizon();
    RowSpan span = rows.holdout();
    if (span.size() == 0 || span.from() >= to) {
      return Optional.empty();
    }
    IntVec test = IntVec.of(IntStream.range(span.from(), to).toArray());
    Vec predictions = last.predict(examples.frame(), test);
    return Optional.of(Scoring.of(examples.task(), examples.outcome(test, predictions)));
  }

  private Spans spans() {
    int lastRow = examples.bars().size() - 1;
    Span finalTrain = span(rows.finalTrain());
    return new Spans(
        finalTrain.from(),
        finalTrain.to(),
        rows.folds().stream()
            .map(fold -> new FoldSpan(fold.number(), span(fold.train()), span(fold.test().rows())))
            .toList(),
        rows.holdout().size() == 0
            ? Optional.empty()
            : Optional.of(new Span(opens(rows.holdout().from()), opens(lastRow))),
        Instant.ofEpochMilli(examples.bars().availableAt(lastRow)));
  }

  private Span span(IntVec rows) {
    return new Span(opens(rows.get(0)), opens(rows.get(rows.size() - 1)));
  }

  private Instant opens(int row) {
    return Instant.ofEpochMilli(examples.bars().openTime(row));
  }

  private Algorithm algorithm() {
    return spec.learner().algorithm();
  }
}
