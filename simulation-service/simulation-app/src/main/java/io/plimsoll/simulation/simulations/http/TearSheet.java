package io.plimsoll.simulation.simulations.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.simulation.simulations.core.EquityTable;
import io.plimsoll.simulationkernel.chart.LineChart;
import io.plimsoll.simulationkernel.statistics.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One page of HTML that needs nothing else: the chart, the statistics, the odds of luck. */
final class TearSheet {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>{title}</title>
      <style>
      :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
      body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem }
      svg { width: 100%; height: auto }
      table { border-collapse: collapse; width: 100% }
      td, th { border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding: .25rem .5rem; text-align: left }
      td.number { text-align: right; font-variant-numeric: tabular-nums }
      small, .meaning { opacity: .7 }
      </style>
      </head>
      <body>
      <h1>{title}</h1>
      <p>{span} · {bars} bars · <small>simulation {id}, fingerprint {fingerprint}</small></p>
      {chart}
      <p>{luck}</p>
      <table>
      {rows}</table>
      </body>
      </html>
      """;

  /** 31,557,600 seconds, as the growth per year has it. */
  private static final Duration A_YEAR = Duration.ofHours(8_766);

  private static final Set<Statistic> OF_A_YEAR = EnumSet.of(Statistic.CAGR, Statistic.CALMAR);
  private static final String TOO_SHORT = "too short";

  private TearSheet() {}

  static String html(SimulationView view, EquityTable equity) {
    String title = "%s, %s bars".formatted(view.ticker(), view.timeframe());
    return PAGE.replace("{title}", title)
        .replace("{span}", view.span().replace('_', ' '))
        .replace("{bars}", Integer.toString(equity.size()))
        .replace("{id}", view.simulationId().toString())
        .replace("{fingerprint}", view.fingerprint())
        .replace("{chart}", chart(title, equity))
        .replace("{luck}", luck(view))
        .replace("{rows}", rows(view.stats().orElseThrow(), isUnderAYear(equity)));
  }

  private static String chart(String title, EquityTable equity) {
    return new LineChart(
            "Equity of " + title,
            equity.time(0).toString(),
            equity.time(equity.size() - 1).toString(),
            List.of(
                new LineChart.Line("buy and hold", "#999", equity.benchmark()),
                new LineChart.Line("strategy", "#0a7", equity.equity())))
        .svg();
  }

  private static String luck(SimulationView view) {
    return view.selection()
        .map(selection ->
            String.format(
                Locale.ROOT,
                "Tried so far in this family: %d. Deflated Sharpe ratio: %s.",
                selection.trials(),
                selection
                    .dsr()
                    .map(value -> String.format(Locale.ROOT, "%.3f", value))
                    .orElse("none")))
        .orElse("");
  }

  /** The table of statistics; what compounds to a year says nothing of less than one. */
  static String rows(JsonNode stats, boolean isUnderAYear) {
    StringBuilder rows = new StringBuilder();
    for (Statistic statistic : Statistic.values()) {
      String value =
          isUnderAYear && OF_A_YEAR.contains(statistic)
              ? TOO_SHORT
              : number(stats.path(statistic.json()));
      rows.append(
          "<tr><th>%s</th><td class=\"number\">%s</td><td>%s</td><td class=\"meaning\">%s</td></tr>\n"
              .formatted(statistic.json(), value, statistic.unit(), statistic.meaning()));
    }
    return rows.toString();
  }

  /** Whether the bars span less time than the growth per year is compounded to. */
  static boolean isUnderAYear(Instant first, Instant last) {
    return Duration.between(first, last).compareTo(A_YEAR) < 0;
  }

  private static boolean isUnderAYear(EquityTable equity) {
    return isUnderAYear(equity.time(0), equity.time(equity.size() - 1));
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%,.4f", value.asDouble()) : "–";
  }
}
