package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.client.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The services' own copies of the bars, which reach them by events. */
final class Copies {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ApiClient batch;
  private final ApiClient training;
  private final ApiClient simulation;

  Copies(ApiClient batch, ApiClient training, ApiClient simulation) {
    this.batch = batch;
    this.training = training;
    this.simulation = simulation;
  }

  /** Waits until both services have as many bars of each job's series as their owner. */
  int await(Collection<Job> jobs) throws IOException, InterruptedException {
    Map<String, Long> wanted = new HashMap<>();
    Map<String, Long> owned =
        bars(batch.get("/api/v1/market-data/symbols?limit=500").path("items"));
    for (Job job : jobs) {
      String series = series(job.symbol(), job.timeframe());
      wanted.put(series, owned.getOrDefault(series, -1L));
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!bars(training.get("/symbols").path("items")).entrySet().containsAll(wanted.entrySet())
        || !bars(simulation.get("/api/config").path("tickers"))
            .entrySet()
            .containsAll(wanted.entrySet())) {
      if (System.nanoTime() > end) {
        throw new IOException("bars not copied within %s: %s".formatted(PATIENCE, wanted));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return wanted.size();
  }

  private static Map<String, Long> bars(JsonNode items) {
    Map<String, Long> bars = new HashMap<>();
    for (JsonNode item : items) {
      bars.put(
          series(item.path("symbol").asText(), item.path("timeframe").asText()),
          item.path("bars").asLong());
    }
    return bars;
  }

  private static String series(String symbol, String timeframe) {
    return symbol + " " + timeframe;
  }
}
