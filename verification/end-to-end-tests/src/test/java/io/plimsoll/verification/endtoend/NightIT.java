package io.plimsoll.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A night's run values the demo portfolios, stocks and options, and keeps a snapshot of each. */
@ExtendWith(PlatformExtension.class)
class NightIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningPlatform platform;
  private final Workbench workbench;

  NightIT(RunningPlatform platform) {
    this.platform = platform;
    this.workbench = new Workbench(platform);
  }

  @Test
  void valuesThePortfoliosAndKeepsOneSnapshotOfEach() throws Exception {
    JsonNode demo = platform.post(Service.BATCH, "/api/v1/portfolios/demo", "{}");
    LocalDate asOf = LocalDate.parse(demo.path("as_of").asText());
    openSyntheticMarket(demo, asOf);

    JsonNode started =
        platform.post(
            Service.BATCH,
            "/api/v1/pipelines/nightly-risk/runs",
            "{\"parameters\": {\"risk\": {\"as_of\": \"%s\"}}}".formatted(asOf));
    JsonNode run =
        workbench.await(Service.BATCH, "/api/v1/pipelines/runs/" + started.path("id").asText());

    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
    assertThat(demo.path("portfolios")).hasSize(3);
    for (JsonNode portfolio : demo.path("portfolios")) {
      requireSnapshot("/api/v1/portfolios/" + portfolio.path("id").asText(), asOf);
    }
  }

  /** Days around the demo's prices, and the quotes of its options. */
  private void openSyntheticMarket(JsonNode demo, LocalDate asOf) throws Exception {
    ObjectNode market = JSON.createObjectNode();
    demo.path("anchors").fieldNames().forEachRemaining(market.withArray("symbols")::add);
    market.put("from", asOf.minusYears(2).toString()).put("to", asOf.toString()).put("seed", 42);
    market.set("anchors", demo.path("anchors"));
    String id =
        platform
            .post(Service.BATCH, "/api/v1/market-data/synthetic", market.toString())
            .path("import_id")
            .asText();
    JsonNode imported = workbench.await(Service.BATCH, "/api/v1/market-data/imports/" + id);
    assertThat(imported.path("status").asText()).as(imported.toString()).isEqualTo("completed");
    ObjectNode quotes = JSON.createObjectNode().put("date", asOf.toString());
    quotes.set("quotes", demo.path("quotes"));
    platform.post(Service.BATCH, "/api/v1/market-data/quotes", quotes.toString());
  }

  private void requireSnapshot(String portfolio, LocalDate asOf)
      throws IOException, InterruptedException {
    JsonNode summary = platform.get(Service.BATCH, portfolio + "/summary?as_of=" + asOf);
    JsonNode snapshots = platform.get(Service.BATCH, portfolio + "/snapshots");
    JsonNode positions = platform.get(Service.BATCH, portfolio + "/positions");

    assertThat(summary.path("nav").asDouble()).as(summary.toString()).isPositive();
    assertThat(summary.at("/greeks/delta").isNumber()).as(summary.toString()).isTrue();
    assertThat(snapshots.path("total").asInt()).isEqualTo(1);
    assertThat(snapshots.at("/items/0/as_of").asText()).isEqualTo(asOf.toString());
    assertThat(snapshots.at("/items/0/nav").asDouble()).isEqualTo(summary.path("nav").asDouble());
    assertThat(positions.path("total").asInt()).isPositive();
  }
}
