package io.plimsoll.verification.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.util.Set;

/** The steps of the path from prices to simulations, over HTTP. */
record Workbench(RunningPlatform platform) {
  private static final Set<String> OVER =
      Set.of("completed", "failed", "cancelled", "stopped", "dead");

  /** Imports a symbol's bars and waits until training and simulation have their copies. */
  JsonNode openMarket(String symbol) throws IOException, InterruptedException {
    JsonNode imported = await(Service.BATCH, sendPrices(symbol));
    awaitCopies(symbol);
    return imported;
  }

  /** Sends a symbol's bars; returns where the import can be looked at. */
  String sendPrices(String symbol) throws IOException, InterruptedException {
    JsonNode accepted =
        platform
            .client(Service.BATCH, Role.OPERATOR)
            .upload(
                "/api/v1/market-data/imports?timeframe=1d&symbol=" + symbol,
                DailyPrices.write(platform.files(), symbol),
                "text/csv");
    return "/api/v1/market-data/imports/" + accepted.path("import_id").asText();
  }

  void awaitCopies(String symbol) throws InterruptedException {
    Eventually.see(
        "training's bars of " + symbol,
        () -> platform.get(Service.TRAINING, "/symbols").path("items"),
        items -> bars(items, symbol) == DailyPrices.ROWS);
    Eventually.see(
        "simulation's bars of " + symbol,
        () -> platform.get(Service.SIMULATION, "/api/config").path("tickers"),
        items -> bars(items, symbol) == DailyPrices.ROWS);
  }

  private static long bars(JsonNode items, String symbol) {
    for (JsonNode item : items) {
      if (item.path("symbol").asText().equals(symbol)) {
        return item.path("bars").asLong();
      }
    }
    return 0;
  }

  /** Asks for a ridge model of few features; the seed tells requests apart. */
  JsonNode train(String symbol, int seed) throws IOException, InterruptedException {
    return platform.post(Service.TRAINING, "/train", trainBody(symbol, seed));
  }

  private static String trainBody(String symbol, int seed) {
    return """
    {"symbol": "%s", "algorithm": "ridge_regression", "features": ["returns", "ibs"],
     "seed": %d, "split": {"folds": 3}}
    """
        .formatted(symbol, seed);
  }

  /** Waits until something that was accepted has ended. */
  JsonNode await(Service service, String path) throws InterruptedException {
    return Eventually.see(
        path,
        () -> platform.get(service, path),
        seen -> OVER.contains(seen.path("status").asText()));
  }

  /** Waits until simulation-service knows a model, which it does by an event. */
  void awaitSimulable(Set<String> models) throws InterruptedException {
    Eventually.see(
        "simulation's models",
        () -> platform.get(Service.SIMULATION, "/api/config").path("models").findValuesAsText("id"),
        known -> known.containsAll(models));
  }

  /** Trades a model's signals out of fold; the threshold tells requests apart. */
  JsonNode simulate(String model, String symbol, double threshold)
      throws IOException, InterruptedException {
    return platform.post(
        Service.SIMULATION,
        "/api/simulate",
        """
        {"model_id": "%s", "ticker": "%s", "span": "out_of_fold", "initial_cash": 100000,
         "min_prediction_threshold": %s}
        """
            .formatted(model, symbol, threshold));
  }
}
