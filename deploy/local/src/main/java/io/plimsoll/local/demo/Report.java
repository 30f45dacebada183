package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.console.Table;
import io.plimsoll.local.demo.Simulations.Simulated;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The demo's findings as one HTML page that needs nothing else. */
final class Report {
  private static final String STYLE =
      """
      body{font:15px/1.5 system-ui,sans-serif;max-width:1080px;margin:2rem auto;padding:0 1rem;color:#1b2733}
      h1{font-size:1.7rem;margin-bottom:0}h2{font-size:1.15rem;margin-top:2rem}
      table{border-collapse:collapse;width:100%;font-size:13px}
      th,td{padding:.3rem .5rem;border-bottom:1px solid #dde3e8;text-align:left}
      .r{text-align:right;font-variant-numeric:tabular-nums}
      .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(460px,1fr));gap:1rem}
      figure{margin:0}figcaption{font-size:13px;color:#48586a}svg{width:100%;height:auto;background:#f7f9fb}
      .note{background:#f2f6ea;border-left:4px solid #7a9a3a;padding:.6rem 1rem}
      """;

  private final StringBuilder html = new StringBuilder();

  /** A page with a title and a first paragraph. */
  Report(String title, String introduction) {
    html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(title))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(escaped(title))
        .append("</h1>");
    paragraph(introduction);
  }

  /** A paragraph. */
  void paragraph(String text) {
    html.append("<p>").append(escaped(text)).append("</p>");
  }

  /** A list of things to bear in mind. */
  void notes(List<String> lines) {
    html.append("<div class=\"note\"><ul>");
    lines.forEach(line -> html.append("<li>").append(escaped(line)).append("</li>"));
    html.append("</ul></div>");
  }

  /** A titled table. */
  void table(String title, Table table) {
    html.append("<h2>").append(escaped(title)).append("</h2><table><tr>");
    List<String> titles = table.titles();
    for (int column = 0; column < titles.size(); column++) {
      cell("th", titles.get(column), table.isRight(column));
    }
    html.append("</tr>");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        cell("td", row.get(column), table.isRight(column));
      }
      html.append("</tr>");
    }
    html.append("</table>");
  }

  /** One chart for each simulation: its account beside that of buying and holding. */
  void charts(String title, List<Simulated> simulations) {
    html.append("<h2>").append(escaped(title)).append("</h2><div class=\"charts\">");
    for (Simulated one : simulations) {
      JsonNode data = one.answer().path("chart_data");
      html.append("<figure>")
          .append(
              new EquityChart(doubles(data.path("equity")), doubles(data.path("benchmark"))).svg())
          .append("<figcaption>")
          .append(
              escaped(
                  "%s %s %s, %s: account (dark) and buy and hold (light)"
                      .formatted(
                          one.job().symbol(),
                          one.job().timeframe(),
                          one.job().algorithm(),
                          one.span())))
          .append("</figcaption></figure>");
    }
    html.append("</div>");
  }

  /** The whole page. */
  String html() {
    return html + "</body></html>\n";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void cell(String tag, String text, boolean right) {
    html.append('<').append(tag).append(right ? " class=\"r\">" : ">").append(escaped(text));
    html.append("</").append(tag).append('>');
  }

  private static List<Double> doubles(JsonNode array) {
    return IntStream.range(0, array.size())
        .mapToObj(i -> array.get(i).asDouble())
        .collect(Collectors.toList());
  }
}
