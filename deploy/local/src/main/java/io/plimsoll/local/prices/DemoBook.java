package io.plimsoll.local.prices;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.client.Json;
import io.plimsoll.local.client.PriceImport;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The three demo portfolios with the invented prices they are valued at: batch-service knows both,
 * its synthetic market makes the history around them.
 */
final class DemoBook {
  /** How much history the night's engines look back on. */
  private static final int YEARS = 2;

  private static final int SEED = 42;

  private final ApiClient batch;
  private final PriceImport imports;

  DemoBook(ApiClient batch, PriceImport imports) {
    this.batch = batch;
    this.imports = imports;
  }

  List<String> plant() throws IOException, InterruptedException {
    JsonNode demo = batch.post("/api/v1/portfolios/demo", Json.object(Map.of()));
    LocalDate asOf = LocalDate.parse(demo.path("as_of").asText());
    List<String> symbols = new ArrayList<>();
    demo.path("anchors").fieldNames().forEachRemaining(symbols::add);
    JsonNode market =
        imports.await(
            batch.post(
                "/api/v1/market-data/synthetic",
                Json.object(
                    Map.of(
                        "symbols", symbols,
                        "from", asOf.minusYears(YEARS).toString(),
                        "to", asOf.toString(),
                        "seed", SEED,
                        "anchors", demo.path("anchors")))));
    if (!PriceImport.isDone(market)) {
      throw new IOException("synthetic market: " + PriceImport.describe(market));
    }
    batch.post(
        "/api/v1/market-data/quotes",
        Json.object(Map.of("date", asOf.toString(), "quotes", demo.path("quotes"))));
    return List.of(
        "%d symbols of the synthetic market, %d years of days to %s (%s)"
            .formatted(symbols.size(), YEARS, asOf, PriceImport.describe(market)),
        "%d demo portfolios, %d quotes of %s (invented)"
            .formatted(demo.path("portfolios").size(), demo.path("quotes").size(), asOf));
  }
}
