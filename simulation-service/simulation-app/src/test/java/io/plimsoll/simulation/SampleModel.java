package io.plimsoll.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.training.ModelArtifact;
import io.plimsoll.contracts.training.ModelMetrics;
import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.identity.KernelVersion;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.algorithm.LinearModel;
import io.plimsoll.learning.bundle.Fit;
import io.plimsoll.learning.bundle.ModelBundle;
import io.plimsoll.learning.bundle.Scores;
import io.plimsoll.learning.bundle.Spans;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureForm;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.preprocess.Preprocessing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A model of a market in which the last return says something about the next: the signal is the
 * last return, standardised. Rows 0..299 train, 300..499 are two test windows, 500..599 the
 * holdout.
 */
final class SampleModel {
  static final UUID ID = UUID.fromString("5b0f6f0c-5a3e-4d9a-8a53-0c6a1a5f7e11");
  static final Symbol SYMBOL = new Symbol("TREND");
  static final String FAMILY = "ab".repeat(32);
  private static final int ROWS = 600;
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  static final Bars BARS = walk();
  static final MarketData DATA = new MarketData(SYMBOL, Map.of(SYMBOL, BARS));
  static final ModelBundle BUNDLE = bundle();
  static final byte[] BYTES = BUNDLE.write();

  private SampleModel() {}

  static Instant open(int row) {
    return Instant.ofEpochMilli(BARS.openTime(row));
  }

  private static Bars walk() {
    SeededStream random = SeededStream.of(11).stream("trend");
    BarsBuilder bars = Bars.builder(Timeframe.ONE_DAY, Exchange.CRYPTO);
    double close = 100;
    double last = 0;
    for (int row = 0; row < ROWS; row++) {
      double open = close;
      last = 0.4 * last + 0.01 * random.nextGaussian();
      close = open * StrictMath.exp(last);
      double wick = 0.002 * random.nextDouble();
      bars.add(
          START.plus(Timeframe.ONE_DAY.duration().multipliedBy(row)).toEpochMilli(),
          open,
          Math.max(open, close) * (1 + wick),
          Math.min(open, close) * (1 - wick),
          close,
          1_000);
    }
    return bars.build();
  }

  private static ModelBundle bundle() {
    List<String> features = List.of("log_return_1");
    FeatureFrame frame = FeatureCatalogue.compute(DATA, features, FeatureForm.NORMALISED);
    double[] targets = new double[ROWS];
    Arrays.setAll(targets, row -> row + 1 < ROWS ? frame.values().get(row + 1, 0) : 0);
    IntVec rows = IntVec.of(IntStream.range(5, 300).toArray());
    Fit fit =
        new Fit(
            new Preprocessing(1, true).fit(frame, rows, Vec.of(targets)),
            new LinearModel(LinearModel.Link.IDENTITY, 0, Vec.of(0.004)));
    Map<String, Object> configuration =
        Map.of(
            "symbol", SYMBOL.value(),
            "timeframe", "1d",
            "features", features,
            "target_col", "close",
            "target_transform", "log_return",
            "horizon", 1L,
            "algorithm", "ridge_regression");
    return new ModelBundle(
        configuration,
        new ModelBundle.Versions(learning()),
        new ModelBundle.Report(
            spans(),
            new io.plimsoll.learning.bundle.ModelMetrics(
                List.of(Scores.ofFinite(Map.of()), Scores.ofFinite(Map.of())),
                Scores.ofFinite(Map.of("rmse", 0.01)),
                Optional.empty()),
            List.of(),
            new Hyperparameters(new TreeMap<>())),
        List.of(fit, fit),
        fit);
  }

  private static Spans spans() {
    return new Spans(
        open(0),
        open(499),
        List.of(
            new Spans.FoldSpan(
                0, new Spans.Span(open(0), open(299)), new Spans.Span(open(300), open(399))),
            new Spans.FoldSpan(
                1, new Spans.Span(open(0), open(399)), new Spans.Span(open(400), open(499)))),
        Optional.of(new Spans.Span(open(500), open(599))),
        open(599).plusSeconds(86_400));
  }

  /** What training-service says of it, or of a copy of it by another id. */
  static byte[] state(UUID id, String sha256) {
    return bytes(completed(id, sha256));
  }

  /** What training-service says of a model before it is completed, or when it will never be. */
  static byte[] unfinished(UUID id, String status) {
    ModelState done = completed(id, sha256());
    return bytes(
        new ModelState(
            id,
            done.name(),
            done.fingerprint(),
            status,
            done.symbol(),
            done.contextSymbols(),
            done.algorithm(),
            done.targetCol(),
            done.targetTransform(),
            done.horizon(),
            done.timeframe(),
            done.task(),
            done.features(),
            null,
            null,
            done.snapshot(),
            done.kernelVersion(),
            done.learningVersion(),
            null,
            null,
            null,
            done.family(),
            status.equals("failed") ? "no rows left" : null,
            done.createdAt(),
            null));
  }

  private static ModelState completed(UUID id, String sha256) {
    return new ModelState(
        id,
        "ridge TREND 1d",
        BUNDLE.fingerprint().hex(),
        "completed",
        SYMBOL.value(),
        List.of(),
        "ridge_regression",
        "close",
        "log_return",
        1,
        "1d",
        "regression",
        List.of("log_return_1"),
        contractSpans(),
        new ModelMetrics(Map.of("rmse", 0.01), Map.of()),
        "cd".repeat(32),
        "ef".repeat(32),
        learning(),
        new ModelArtifact(sha256, BYTES.length),
        null,
        null,
        FAMILY,
        null,
        START,
        START);
  }

  private static byte[] bytes(ModelState state) {
    try {
      return ContractJson.mapper().writeValueAsBytes(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256() {
    return Fingerprint.ofBytes(BYTES).hex();
  }

  private static String learning() {
    return KernelVersion.load("learning").text();
  }

  private static ModelSpans contractSpans() {
    return new ModelSpans(
        open(0),
        open(499),
        List.of(
            new ModelSpans.FoldSpan(0, open(0), open(299), open(300), open(399)),
            new ModelSpans.FoldSpan(1, open(0), open(399), open(400), open(499))),
        open(500),
        open(599),
        open(599).plusSeconds(86_400));
  }
}
