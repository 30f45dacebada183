package io.plimsoll.batch.risk.store;

import io.plimsoll.batchkernel.correlation.CorrelationStudy;
import io.plimsoll.batchkernel.factor.SymbolBetas;
import io.plimsoll.batchkernel.factor.SymbolBetas.Method;
import io.plimsoll.batchkernel.stress.MarketRisk;
import io.plimsoll.batchkernel.stress.ShockTable;
import io.plimsoll.batchkernel.stress.StressTest;
import io.plimsoll.batchkernel.tail.TailBacktest;
import io.plimsoll.batchkernel.tail.TailLoss;
import io.plimsoll.batchkernel.tail.TailReport;
import io.plimsoll.kernel.array.Vec;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the engines found as JSON trees, where a table of its own would say no more. */
final class FindingTrees {
  private FindingTrees() {}

  static JsonObject quality(SymbolBetas.Estimated found) {
    SymbolBetas.Quality quality = found.quality();
    JsonObject tree =
        new JsonObject()
            .put("observations", quality.observations())
            .put("history", word(quality.history()))
            .put("alpha", quality.alpha())
            .put("r_squared", quality.rSquared())
            .put("is_capped", quality.isCapped());
    return switch (quality.method()) {
      case Method.LeastSquares(Vec t) ->
          tree.put("method", "least_squares").put("t_statistics", array(t));
      case Method.Ridge(Vec bias) -> tree.put("method", "ridge").put("bias", array(bias));
    };
  }

  static JsonObject moves(MarketRisk found) {
    return new JsonObject()
        .put("market", table(ShockTable.MARKET_MOVES, found.market()))
        .put("rates", table(ShockTable.RATE_MOVES, found.rates()));
  }

  private static JsonArray table(Vec moves, Vec gains) {
    JsonArray rows = new JsonArray();
    for (int i = 0; i < moves.size(); i++) {
      rows.add(new JsonObject().put("move", moves.get(i)).put("gain", gains.get(i)));
    }
    return rows;
  }

  static JsonObject tail(TailReport report) {
    JsonArray levels = new JsonArray();
    for (TailReport.Level level : report.levels()) {
      JsonObject tree =
          new JsonObject()
              .put("confidence_basis_points", level.confidence().basisPoints())
              .put("historical", loss(level.historical()))
              .put("parametric", loss(level.parametric()))
              .put(
                  "cornish_fisher",
                  loss(level.cornishFisher().loss())
                      .put("is_monotone", level.cornishFisher().isMonotone()))
              .put("ten_days", loss(level.tenDays()));
      level.backtest().ifPresent(test -> tree.put("backtest", backtest(test)));
      levels.add(tree);
    }
    return new JsonObject()
        .put("days", report.days())
        .put("ten_day_overlapping", report.tenDayOverlapping())
        .put("levels", levels);
  }

  private static JsonObject loss(TailLoss loss) {
    return new JsonObject()
        .put("value_at_risk", loss.valueAtRisk())
        .put("expected_shortfall", loss.expectedShortfall());
  }

  private static JsonObject backtest(TailBacktest test) {
    JsonObject tree =
        new JsonObject()
            .put("days", test.days())
            .put("exceptions", test.exceptions())
            .put("kupiec", ratio(test.coverage()));
    test.independence().ifPresent(found -> tree.put("christoffersen", ratio(found)));
    test.conditional().ifPresent(found -> tree.put("conditional_coverage", ratio(found)));
    return tree;
  }

  private static JsonObject ratio(TailBacktest.Ratio ratio) {
    return new JsonObject()
        .put("statistic", ratio.statistic())
        .put("probability", ratio.probability());
  }

  static JsonObject stress(StressTest.Result result) {
    return new JsonObject()
        .put("direct", outcome(result.direct()))
        .put("correlated", outcome(result.correlated()));
  }

  private static JsonObject outcome(StressTest.Outcome outcome) {
    return new JsonObject()
        .put("gain", outcome.gain())
        .put("of_nav", orNull(outcome.ofNav()))
        .put("by_factor", array(outcome.byFactor()))
        .put("beyond_factors", outcome.beyondFactors())
        .put("exceeds_nav", outcome.exceedsNav());
  }

  static JsonObject bets(CorrelationStudy study) {
    return new JsonObject()
        .put("effective_bets", orNull(study.bets().effective()))
        .put("is_hedged", study.bets().isHedged())
        .put("concentration", study.bets().concentration())
        .put("mean_correlation", orNull(study.bets().meanCorrelation()))
        .put("fewest_observations", study.matrix().observations())
        .put("is_clipped", study.matrix().isClipped());
  }

  /** The correlations below the diagonal, row by row. */
  static Vec pairs(CorrelationStudy study) {
    int n = study.symbols().size();
    double[] pairs = new double[n * (n - 1) / 2];
    int place = 0;
    for (int i = 1; i < n; i++) {
      for (int j = 0; j < i; j++) {
        pairs[place++] = study.matrix().values().get(i, j);
      }
    }
    return Vec.ofUnsafe(pairs);
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object orNull(Optional<Double> value) {
    return value.<Object>map(found -> found).orElse(null);
  }

  private static JsonArray array(Vec values) {
    JsonArray array = new JsonArray();
    for (int i = 0; i < values.size(); i++) {
      array.add(values.get(i));
    }
    return array;
  }
}
