package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.Json;
import io.plimsoll.local.client.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Has signals traded on past bars. */
final class Simulations {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int NOT_FOUND = 404;
  private static final int NOT_YET = 409;

  /**
   * A finished simulation.
   *
   * @param job what was traded
   * @param model the model's record
   * @param span out_of_fold or holdout
   * @param answer what simulation-service said
   */
  record Simulated(Job job, JsonNode model, String span, JsonNode answer) {
    double sharpe() {
      return answer.at("/stats/sharpe").asDouble(Double.NEGATIVE_INFINITY);
    }
  }

  private final ApiClient simulation;

  Simulations(ApiClient simulation) {
    this.simulation = simulation;
  }

  /** Trades a model's signals on one of its spans. */
  Simulated run(Job job, JsonNode model, String span) throws IOException, InterruptedException {
    Map<String, Object> request = new HashMap<>(job.trading());
    request.put("model_id", model.path("id").asText());
    request.put("ticker", job.symbol());
    request.put("span", span);
    return new Simulated(job, model, span, send(Json.object(request)));
  }

  /** The model and the bars reach the service by events: it may not know them for a moment. */
  private JsonNode send(ObjectNode request) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return simulation.post("/api/simulate", request);
      } catch (RefusedException e) {
        boolean mayPass = e.status() == NOT_FOUND || e.status() == NOT_YET;
        if (!mayPass || System.nanoTime() > end) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
