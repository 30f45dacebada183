package io.plimsoll.simulation.simulations.http;

import io.plimsoll.contracts.training.ModelMetrics;
import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.platform.marketdata.Series;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be simulated. */
public record ConfigView(List<ModelChoice> models, List<Ticker> tickers) {
  public ConfigView {
    models = List.copyOf(models);
    tickers = List.copyOf(tickers);
  }

  /**
   * The bars of one symbol and timeframe, as they are now.
   *
   * @param from when the first bar opens
   * @param to when the last bar opens
   * @param bars how many
   */
  @Schema(name = "Series")
  public record Ticker(String symbol, String timeframe, Instant from, Instant to, long bars) {
    static Ticker of(Series series) {
      return new Ticker(
          series.symbol(), series.timeframe(), series.first(), series.last(), series.bars());
    }
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

  static ConfigView of(List<ModelState> models, List<Series> series) {
    return new ConfigView(
        models.stream().map(ModelChoice::of).toList(), series.stream().map(Ticker::of).toList());
  }
}
