package io.plimsoll.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sends price files to batch-service and waits until their bars are published. */
public final class PriceImport {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final Set<String> OVER = Set.of("completed", "failed");

  /**
   * What a file does not say itself.
   *
   * @param symbol whose prices they are
   * @param timeframe of the bars
   * @param zone of times without one
   */
  public record Labels(String symbol, Optional<String> timeframe, Optional<String> zone) {}

  private final ApiClient batch;

  /** Imports with an operator's client of batch-service. */
  public PriceImport(ApiClient batch) {
    this.batch = batch;
  }

  /** Sends one file; returns the finished import as batch-service tells it. */
  public JsonNode run(Path file, Labels labels) throws IOException, InterruptedException {
    String name = String.valueOf(file.getFileName());
    StringBuilder query = new StringBuilder("?symbol=").append(encoded(labels.symbol()));
    query.append("&name=").append(encoded(name));
    labels.timeframe().ifPresent(text -> query.append("&timeframe=").append(encoded(text)));
    labels.zone().ifPresent(text -> query.append("&zone=").append(encoded(text)));
    String type = name.toLowerCase(Locale.ROOT).endsWith(".parquet") ? PARQUET : "text/csv";
    return await(batch.upload("/api/v1/market-data/imports" + query, file, type));
  }

  /** Waits until an accepted import is over; returns it as batch-service tells it. */
  public JsonNode await(JsonNode accepted) throws IOException, InterruptedException {
    String path = "/api/v1/market-data/imports/" + accepted.path("import_id").asText();
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode seen = batch.get(path);
    while (!OVER.contains(seen.path("status").asText())) {
      if (System.nanoTime() > end) {
        throw new IOException("import not finished within %s: %s".formatted(PATIENCE, seen));
      }
      TimeUnit.MILLISECONDS.sleep(100);
      seen = batch.get(path);
    }
    return seen;
  }

  /** Says whether an import stored its bars. */
  public static boolean isDone(JsonNode outcome) {
    return outcome.path("status").asText().equals("completed");
  }

  /** One line about an import, or its first faults. */
  public static String describe(JsonNode outcome) {
    if (isDone(outcome)) {
      return "%,d rows imported".formatted(outcome.path("rows").asLong());
    }
    StringBuilder text = new StringBuilder("refused, nothing was stored");
    int shown = 0;
    for (JsonNode fault : outcome.path("faults")) {
      if (shown++ == 5) {
        break;
      }
      text.append(
          "%n  line %s, column %s: %s"
              .formatted(
                  fault.path("line").asText(),
                  fault.path("column").asText(),
                  fault.path("message").asText()));
    }
    return text.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
