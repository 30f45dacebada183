package io.plimsoll.training.fit.core;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelSpans.FoldSpan;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Resampling;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.bundle.FeatureImportance;
import io.plimsoll.learning.bundle.ModelBundle;
import io.plimsoll.learning.bundle.ModelPlan;
import io.plimsoll.learning.bundle.Spans;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.training.fit.Outcome;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What goes into a training and what comes out of it. */
public final class Trainings {
  private Trainings() {}

  /** The bars of a snapshot as a training reads them; finer ones are resampled. */
  public static MarketData data(TrainingSpec spec, List<BarChunk> chunks) {
    Map<Symbol, List<Bars>> parts =
        chunks.stream().collect(groupingBy(BarChunk::symbol, mapping(BarChunk::bars, toList())));
    Timeframe timeframe = spec.subject().timeframe();
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    for (Symbol symbol : TrainRequests.symbols(spec)) {
      bars.put(symbol, in(timeframe, Bars.concat(parts.getOrDefault(symbol, List.of()))));
    }
    return new MarketData(spec.subject().symbol(), bars);
  }

  /** What is written down of a trained model. */
  public static Outcome outcome(TrainedModel model) {
    ModelBundle bundle = model.bundle();
    Spans spans = bundle.spans();
    return new Outcome(
        new Outcome.Artifact(model.sha256(), Buffer.buffer(model.bytes())),
        bundle.metrics().tree(),
        spansOf(spans),
        model.importances().stream().map(Trainings::importance).toList(),
        new Outcome.Columns(model.columnsInitial(), model.featureColumns()),
        family(bundle.plan(), spans));
  }

  /** Who competes with whom: the same symbols, timeframe and target before the same holdout. */
  private static String family(ModelPlan plan, Spans spans) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        "symbols",
        Stream.concat(Stream.of(plan.symbol()), plan.contextSymbols().stream())
            .map(Symbol::value)
            .sorted()
            .toList());
    tree.put("timeframe", plan.timeframe().text());
    tree.put(
        "target",
        Map.of(
            "column", plan.target().column().text(),
            "transform", plan.target().transform().text(),
            "horizon", plan.target().horizon()));
    spans.holdout().ifPresent(span -> tree.put("holdout_from", span.from().toString()));
    return Fingerprint.of(tree).hex();
  }

  private static Bars in(Timeframe timeframe, Bars bars) {
    return bars.timeframe() == timeframe ? bars : Resampling.resample(bars, timeframe);
  }

  private static ModelSpans spansOf(Spans spans) {
    return new ModelSpans(
        spans.trainFrom(),
        spans.trainTo(),
        spans.folds().stream().map(Trainings::foldOf).toList(),
        spans.holdout().map(Spans.Span::from).orElse(null),
        spans.holdout().map(Spans.Span::to).orElse(null),
        spans.liveFrom());
  }

  private static FoldSpan foldOf(Spans.FoldSpan fold) {
    return new FoldSpan(
        fold.fold(), fold.train().from(), fold.train().to(), fold.test().from(), fold.test().to());
  }

  private static Outcome.Importance importance(FeatureImportance one) {
    return new Outcome.Importance(one.feature(), one.mean(), one.std(), one.method(), one.fold());
  }
}
