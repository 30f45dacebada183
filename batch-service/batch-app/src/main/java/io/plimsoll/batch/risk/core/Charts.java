package io.plimsoll.batch.risk.core;

import java.util.List;
import java.util.Locale;

/** Charts as SVG, drawn without any script. All text in them is escaped. */
final class Charts {
  private static final int WIDTH = 760;
  private static final int LABEL = 190;
  private static final int ROW = 22;
  private static final int CELL = 26;

  private Charts() {}

  /**
   * A row of a bar chart.
   *
   * @param label shown at the left
   * @param value its length, either way from zero
   * @param shown what is written at its end
   */
  record Bar(String label, double value, String shown) {}

  /** Horizontal bars around a common zero. */
  static String bars(List<Bar> bars) {
    double largest = bars.stream().mapToDouble(bar -> Math.abs(bar.value())).max().orElse(0);
    boolean hasNegative = bars.stream().anyMatch(bar -> bar.value() < 0);
    int room = WIDTH - LABEL - 130;
    double zero = LABEL + (hasNegative ? room / 2.0 : 0);
    double scale = largest == 0 ? 0 : (hasNegative ? room / 2.0 : room) / largest;
    StringBuilder svg = open(bars.size() * ROW + 8);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double length = Math.abs(bar.value()) * scale;
      double left = bar.value() < 0 ? zero - length : zero;
      int top = i * ROW + 4;
      svg.append(text(LABEL - 8, top + 15, "end", bar.label()))
          .append(rectangle(left, top + 3, length, ROW - 6, bar.value() < 0 ? "loss" : "gain"))
          .append(
              text((bar.value() < 0 ? zero : left + length) + 6, top + 15, "start", bar.shown()));
    }
    svg.append(
        "<line class=\"axis\" x1=\"%s\" x2=\"%s\" y1=\"0\" y2=\"%d\"/>"
            .formatted(place(zero), place(zero), bars.size() * ROW + 8));
    return svg.append("</svg>").toString();
  }

  /**
   * A heat map of correlations.
   *
   * @param names of rows and columns
   * @param pairs below the diagonal, row by row
   */
  static String heatMap(List<String> names, List<Double> pairs) {
    int n = names.size();
    StringBuilder svg = open((n + 1) * CELL + 60);
    for (int i = 0; i < n; i++) {
      svg.append(text(92, i * CELL + 78, "end", names.get(i)));
      svg.append(
          "<text text-anchor=\"start\" transform=\"translate(%d,54) rotate(-60)\">%s</text>"
              .formatted(i * CELL + 115, Html.escape(names.get(i))));
      for (int j = 0; j < n; j++) {
        double value =
            i == j ? 1 : pairs.get(Math.max(i, j) * (Math.max(i, j) - 1) / 2 + Math.min(i, j));
        svg.append(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"><title>%s %s %s</title></rect>"
                .formatted(
                    j * CELL + 100,
                    i * CELL + 60,
                    CELL - 1,
                    CELL - 1,
                    colour(value),
                    Html.escape(names.get(i)),
                    Html.escape(names.get(j)),
                    String.format(Locale.ROOT, "%.2f", value)));
        svg.append(text(j * CELL + 100 + CELL / 2.0, i * CELL + 77, "middle", shortNumber(value)));
      }
    }
    return svg.append("</svg>").toString();
  }

  /** From white at 0 to blue at 1 and to orange at -1. */
  private static String colour(double correlation) {
    int fade = (int) Math.round(255 - 150 * Math.min(1, Math.abs(correlation)));
    return correlation >= 0
        ? "rgb(%d,%d,255)".formatted(fade, Math.min(255, fade + 40))
        : "rgb(255,%d,%d)".formatted(Math.min(255, fade + 30), fade);
  }

  private static String shortNumber(double correlation) {
    String text = String.format(Locale.ROOT, "%.1f", correlation);
    return text.replace("0.", ".").replace("1.0", "1");
  }

  private static StringBuilder open(int height) {
    return new StringBuilder(
        "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">"
            .formatted(WIDTH, height, WIDTH, height));
  }

  private static String rectangle(double x, double y, double width, double height, String kind) {
    return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
        .formatted(kind, place(x), place(y), place(width), place(height));
  }

  private static String text(double x, double y, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
        .formatted(place(x), place(y), anchor, Html.escape(text));
  }

  private static String place(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
