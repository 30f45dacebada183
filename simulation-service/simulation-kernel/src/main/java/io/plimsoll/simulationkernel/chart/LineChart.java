package io.plimsoll.simulationkernel.chart;

import io.plimsoll.kernel.array.Vec;
import java.util.List;
import java.util.Locale;

/**
 * Draws lines over time as one self-contained SVG element that follows the page's colour scheme.
 *
 * @param title what the picture shows; becomes its accessible name
 * @param from the label of the left end
 * @param to the label of the right end
 */
public record LineChart(String title, String from, String to, List<Line> lines) {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 320;
  private static final int LEFT = 84;
  private static final int TOP = 16;
  private static final int BOTTOM = 36;
  private static final int RIGHT = 16;
  private static final int GRID_LINES = 4;
  private static final int MOST_POINTS = 2_000;

  /**
   * One curve.
   *
   * @param colour a CSS colour
   */
  public record Line(String name, String colour, Vec values) {}

  public LineChart {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.values().size() == 0)) {
      throw new IllegalArgumentException("lines: empty (expected: at least one value in each)");
    }
  }

  /** The SVG element. */
  public String svg() {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (Line line : lines) {
      for (int i = 0; i < line.values().size(); i++) {
        least = Math.min(least, line.values().get(i));
        greatest = Math.max(greatest, line.values().get(i));
      }
    }
    Scale scale = new Scale(least, greatest > least ? greatest : least + 1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\" xmlns=\"http://www.w3.org/2000/svg\">\n"
            .formatted(WIDTH, HEIGHT, escape(title)));
    grid(svg, scale);
    for (int i = 0; i < lines.size(); i++) {
      curve(svg, scale, lines.get(i), i);
    }
    text(svg, LEFT, HEIGHT - 10, "start", from);
    text(svg, WIDTH - RIGHT, HEIGHT - 10, "end", to);
    return svg.append("</svg>\n").toString();
  }

  private static void grid(StringBuilder svg, Scale scale) {
    for (int i = 0; i <= GRID_LINES; i++) {
      double value = scale.least + (scale.greatest - scale.least) * i / GRID_LINES;
      double y = scale.y(value);
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %.1fH%d\" stroke=\"currentColor\" stroke-opacity=\".15\"/>\n",
              LEFT,
              y,
              WIDTH - RIGHT));
      text(svg, LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,.4g", value));
    }
  }

  private static void curve(StringBuilder svg, Scale scale, Line line, int place) {
    int n = line.values().size();
    StringBuilder path = new StringBuilder();
    Decimation.minMax(line.values(), MOST_POINTS)
        .forEach(i ->
            path.append(
                String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : "L",
                    LEFT + (double) (WIDTH - LEFT - RIGHT) * i / Math.max(1, n - 1),
                    scale.y(line.values().get(i)))));
    svg.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n"
            .formatted(path, escape(line.colour())));
    int x = LEFT + 12 + 170 * place;
    svg.append(
        "<path d=\"M%d %dh18\" stroke=\"%s\" stroke-width=\"3\"/>\n"
            .formatted(x, TOP + 6, escape(line.colour())));
    text(svg, x + 24, TOP + 10, "start", line.name());
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            escape(text)));
  }

  /** The text with the characters that markup uses for itself written as entities. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private record Scale(double least, double greatest) {
    double y(double value) {
      double share = (value - least) / (greatest - least);
      return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }
  }
}
