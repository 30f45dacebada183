package io.plimsoll.batch.risk.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskReportTest {
  private static final Map<String, Object> SUMMARY =
      Map.of(
          "as_of",
          "2025-07-01",
          "status",
          "completed_with_warnings",
          "nav",
          2_366_200.0,
          "aggregate",
          Map.of(
              "exposure",
              Map.of(
                  "gross",
                  5_539_700.0,
                  "net",
                  2_366_200.0,
                  "held",
                  Map.of("long_value", 3_952_950.0, "short_value", -1_586_750.0),
                  "options",
                  584_000.0,
                  "stock",
                  4_955_700.0)),
          "jobs",
          List.of(
              Map.of(
                  "job_name",
                  "greeks_calculation",
                  "status",
                  "completed_with_warnings",
                  "warnings",
                  List.of("SPY: price below intrinsic"))));

  static RiskReport aReport(String name) {
    return new RiskReport(
        name,
        SUMMARY,
        Map.of(
            "factors",
            Map.of(
                "factors",
                List.of(
                    Map.of("factor", "market", "dollars", 16_000_000.0),
                    Map.of("factor", "low_volatility", "dollars", -900_000.0))),
            "stress",
            Map.of(
                "scenarios",
                List.of(
                    Map.of("scenario", "market_crash_35", "correlated", -3_100_000.25),
                    Map.of("scenario", "market_up_10", "correlated", 1_400_000.0))),
            "correlations",
            Map.of("symbols", List.of("AAPL", "MSFT", "XOM"), "pairs", List.of(.8, -.25, .1))),
        List.of(
            Map.of("symbol", "AAPL", "dollar_delta", 337_500.0),
            Map.of("symbol", "AAPL  250815P00200000", "dollar_delta", 250_000.0),
            Map.of("symbol", "XOM", "dollar_delta", -220_000.0)));
  }

  @Test
  void drawsWhatEachEngineFound() {
    String page = aReport("Hedge Fund").toHtml();

    assertThat(page)
        .contains("<h1>Hedge Fund</h1>", "2,366,200", "16,000,000", "low volatility")
        .contains("market crash 35", "-3,100,000", "SPY: price below intrinsic")
        // stock and put of one underlying are one bar
        .contains("587,500")
        .contains("<title>MSFT AAPL 0.80</title>", "<title>XOM AAPL -0.25</title>")
        .contains("This engine found nothing")
        .doesNotContain("<script");
  }

  @Test
  void takesNoNameForMarkup() {
    String page = aReport("<img src=x onerror=alert(1)>\"'&").toHtml();

    assertThat(page)
        .contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;")
        .doesNotContain("<img");
  }

  @Test
  void listsEveryNumberOnce() {
    String csv = aReport("Hedge Fund").toCsv();

    assertThat(csv.lines())
        .startsWith("path,value")
        .contains("\"summary.nav\",2366200.0", "\"findings.correlations.pairs[1]\",-0.25")
        .doesNotHaveDuplicates();
  }
}
