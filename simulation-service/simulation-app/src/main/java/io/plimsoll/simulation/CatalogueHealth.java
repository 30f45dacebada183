package io.plimsoll.simulation;

import io.plimsoll.platform.health.HealthDetail;
import io.plimsoll.platform.marketdata.Prices;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** Tells how much there is to simulate. */
@Singleton
class CatalogueHealth implements HealthDetail {
  private final Models models;
  private final Prices prices;

  CatalogueHealth(Models models, Prices prices) {
    this.models = models;
    this.prices = prices;
  }

  @Override
  public Uni<Map<String, Object>> fields() {
    return models
        .countCompleted()
        .chain(known -> prices.countSymbols().map(symbols -> fields(known, symbols)));
  }

  private static Map<String, Object> fields(int models, int symbols) {
    return Map.of("models_available", models, "tickers_available", symbols);
  }
}
