package io.plimsoll.batch.risk.core;

import io.plimsoll.batch.risk.core.Charts.Bar;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of one portfolio and date: a page without scripts, or a table of its numbers.
 *
 * @param name of the portfolio
 * @param summary NAV, exposures, jobs
 * @param findings of the engines by name; an engine that found nothing is not there
 * @param greeks a row for each position
 */
public record RiskReport(
    String name,
    Map<String, Object> summary,
    Map<String, Map<String, Object>> findings,
    List<Map<String, Object>> greeks) {
  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;color:#1d2733;max-width:820px;margin:2em auto;padding:0 1em}
      h1{font-size:1.6em;margin-bottom:.1em}h2{font-size:1.15em;margin:2em 0 .4em;border-bottom:1px solid #d5dce4}
      table{border-collapse:collapse;width:100%}td,th{padding:.22em .6em;text-align:right;border-bottom:1px solid #e8edf2}
      td:first-child,th:first-child{text-align:left}.note{color:#5a6875}.bad{color:#a12b1c}
      svg{max-width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#1d2733}
      .gain{fill:#2f6fb2}.loss{fill:#c8512f}.axis{stroke:#8a97a5}
      """;

  public RiskReport {
    findings = Map.copyOf(findings);
    greeks = List.copyOf(greeks);
  }

  /** Everything as one tree. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("portfolio", name);
    tree.put("summary", summary);
    tree.put("findings", findings);
    tree.put("positions", greeks);
    return tree;
  }

  /** Every number as a line {@code path,value}. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder("path,value\n");
    RunDifference.of(Map.of(), Map.of("numbers", toTree())).numbers().stream()
        .sorted(Comparator.comparing(RunDifference.Moved::path))
        .forEach(one ->
            one.after()
                .ifPresent(value ->
                    csv.append('"')
                        .append(one.path().replace("\"", "\"\""))
                        .append("\",")
                        .append(value)
                        .append('\n')));
    return csv.toString();
  }

  /** The page. */
  public String toHtml() {
    Tree all = Tree.of(summary);
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>");
    page.append("<meta charset=\"utf-8\"><title>")
        .append(Html.escape(name))
        .append(" - risk</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(Html.escape(name))
        .append("</h1><p class=\"note\">")
        .append(
            Html.escape(
                "%s · %s · run %s"
                    .formatted(
                        all.at("as_of").text(),
                        all.at("status").text().replace('_', ' '),
                        all.at("run_id").text())))
        .append("</p>");
    page.append(overview(all));
    page.append(section("Exposure", Charts.bars(exposures(all.at("aggregate").at("exposure")))));
    page.append(factors());
    page.append(marketRisk());
    page.append(stress());
    page.append(underlyings());
    page.append(correlations());
    page.append(jobs(all));
    return page.append("</body></html>\n").toString();
  }

  private static String overview(Tree all) {
    Tree greeks = all.at("greeks");
    return table(
        List.of("", "USD"),
        List.of(
            List.of("Net asset value", money(all.at("nav"))),
            List.of("Cash", money(all.at("cash"))),
            List.of("Profit of the day", money(all.at("daily_pnl"))),
            List.of("Profit since the first night", money(all.at("cumulative_pnl"))),
            List.of("Dollar delta", money(greeks.at("dollar_delta"))),
            List.of("Dollar gamma per 1 %", money(greeks.at("dollar_gamma"))),
            List.of("Theta per day", money(greeks.at("theta"))),
            List.of("Vega per point", money(greeks.at("vega"))),
            List.of("Rho per point", money(greeks.at("rho")))));
  }

  private static List<Bar> exposures(Tree exposure) {
    return List.of(
        bar("Gross", exposure.at("gross")),
        bar("Net", exposure.at("net")),
        bar("Long", exposure.at("held").at("long_value")),
        bar("Short", exposure.at("held").at("short_value")),
        bar("Options", exposure.at("options")),
        bar("Stocks and funds", exposure.at("stock")));
  }

  private String factors() {
    List<Bar> bars =
        finding("factors").at("factors").items().stream()
            .map(one -> bar(one.at("factor").text().replace('_', ' '), one.at("dollars")))
            .toList();
    return section("Factor exposure", bars.isEmpty() ? none() : Charts.bars(bars));
  }

  private String marketRisk() {
    List<List<String>> rows =
        finding("market_risk").at("tail").at("levels").items().stream()
            .map(level ->
                List.of(
                    String.format(
                        Locale.ROOT, "%.0f %%", level.at("confidence_basis_points").orZero() / 100),
                    money(level.at("historical").at("value_at_risk")),
                    money(level.at("historical").at("expected_shortfall")),
                    money(level.at("parametric").at("value_at_risk")),
                    money(level.at("cornish_fisher").at("value_at_risk")),
                    money(level.at("ten_days").at("value_at_risk")),
                    level.at("backtest").at("exceptions").text()
                        + " of "
                        + level.at("backtest").at("days").text()))
            .toList();
    return section(
        "Value at risk",
        rows.isEmpty()
            ? none()
            : table(
                List.of("", "historical", "shortfall", "normal", "bent", "ten days", "exceptions"),
                rows));
  }

  private String stress() {
    List<Bar> bars =
        finding("stress").at("scenarios").items().stream()
            .map(one -> bar(one.at("scenario").text().replace('_', ' '), one.at("correlated")))
            .sorted(Comparator.comparingDouble(Bar::value))
            .toList();
    return section(
        "Stress, the unnamed factors following", bars.isEmpty() ? none() : Charts.bars(bars));
  }

  /** Dollar deltas by underlying: an option's symbol begins with it. */
  private String underlyings() {
    Map<String, Double> deltas = new LinkedHashMap<>();
    for (Map<String, Object> row : greeks) {
      Tree position = Tree.of(row);
      String symbol = position.at("symbol").text();
      String underlying = symbol.length() == 21 ? symbol.substring(0, 6).strip() : symbol;
      deltas.merge(underlying, position.at("dollar_delta").orZero(), Double::sum);
    }
    List<Bar> bars =
        deltas.entrySet().stream()
            .map(one -> new Bar(one.getKey(), one.getValue(), money(one.getValue())))
            .sorted(Comparator.comparingDouble(Bar::value).reversed())
            .toList();
    return section("Dollar delta by underlying", bars.isEmpty() ? none() : Charts.bars(bars));
  }

  private String correlations() {
    Tree found = finding("correlations");
    List<String> names = found.at("symbols").items().stream().map(Tree::text).toList();
    if (names.isEmpty()) {
      return "";
    }
    return section(
        "Correlations",
        Charts.heatMap(names, found.at("pairs").items().stream().map(Tree::orZero).toList()));
  }

  private static String jobs(Tree all) {
    return section(
        "Jobs",
        table(
            List.of("job", "status", "what readers should know"),
            all.at("jobs").items().stream()
                .map(job ->
                    List.of(
                        job.at("job_name").text(),
                        job.at("status").text().replace('_', ' '),
                        job.at("error_message").isMissing()
                            ? String.join(
                                "; ", job.at("warnings").items().stream().map(Tree::text).toList())
                            : job.at("error_message").text()))
                .toList()));
  }

  private Tree finding(String engine) {
    return Tree.of(findings.get(engine));
  }

  private static Bar bar(String label, Tree value) {
    return new Bar(label, value.orZero(), money(value));
  }

  private static String none() {
    return "<p class=\"bad\">This engine found nothing; see the jobs below.</p>";
  }

  private static String section(String title, String body) {
    return "<h2>%s</h2>%s".formatted(Html.escape(title), body);
  }

  private static String table(List<String> heads, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<table><tr>");
    heads.forEach(head -> table.append("<th>").append(Html.escape(head)).append("</th>"));
    table.append("</tr>");
    for (List<String> row : rows) {
      table.append("<tr>");
      row.forEach(cell -> table.append("<td>").append(Html.escape(cell)).append("</td>"));
      table.append("</tr>");
    }
    return table.append("</table>").toString();
  }

  private static String money(Tree value) {
    return value.number().map(RiskReport::money).orElse("-");
  }

  private static String money(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
