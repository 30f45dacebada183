package io.plimsoll.simulation.simulations.http;

import io.plimsoll.contracts.training.ModelMetrics;
import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.simulation.Prices.Series;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What can be simulated. */
public record ConfigView(List<ModelChoice> models, List<Series> tickers) {
  public ConfigView {
    models = List.copyOf(models);
    tickers = List.copyOf(tickers);
  }

  /** A completed model. */
  public record ModelChoice(
      UUID id,
      String name,
      String symbol,
      String timeframe,
      String algorithm,
      String targetTransform,
      Optional<ModelSpans> spans,
      Optional<ModelMetrics> metrics) {

    static ModelChoice of(ModelState state) {
      return new ModelChoice(
          state.modelId(),
          state.name(),
          state.symbol(),
          state.timeframe(),
          state.algorithm(),
          state.targetTransform(),
          Optional.ofNullable(state.spans()),
          Optional.ofNullable(state.metrics()));
    }
  }

  static ConfigView of(List<ModelState> models, List<Series> tickers) {
    return new ConfigView(models.stream().map(ModelChoice::of).toList(), tickers);
  }
}
