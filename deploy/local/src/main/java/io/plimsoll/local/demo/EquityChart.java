package io.plimsoll.local.demo;

import io.plimsoll.local.console.Console;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two accounts over time as an inline picture.
 *
 * @param equity the strategy's
 * @param benchmark that of buying and holding, at the same times
 */
record EquityChart(List<Double> equity, List<Double> benchmark) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 240;
  private static final int MARGIN = 8;
  private static final int LABEL = 62;

  EquityChart {
    equity = List.copyOf(equity);
    benchmark = List.copyOf(benchmark);
  }

  String svg() {
    List<Double> all = Stream.concat(equity.stream(), benchmark.stream()).toList();
    if (all.isEmpty()) {
      return "<svg viewBox=\"0 0 %d %d\"></svg>".formatted(WIDTH, HEIGHT);
    }
    double low = all.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = all.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double first = equity.isEmpty() ? all.getFirst() : equity.getFirst();
    return """
    <svg viewBox="0 0 %d %d" role="img">%s%s%s%s%s</svg>\
    """
        .formatted(
            WIDTH,
            HEIGHT,
            rule(first, low, high),
            label(high, low, high),
            label(low, low, high),
            line(benchmark, low, high, "#9db4c8"),
            line(equity, low, high, "#1d4e7a"));
  }

  private static String rule(double value, double low, double high) {
    double y = y(value, low, high);
    return String.format(
        Locale.ROOT,
        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#c9d3dc\" stroke-dasharray=\"4\"/>",
        LABEL,
        WIDTH,
        y,
        y);
  }

  private static String label(double value, double low, double high) {
    double y = Math.clamp(y(value, low, high) + 4, 12, HEIGHT - 2);
    return String.format(
        Locale.ROOT,
        "<text x=\"2\" y=\"%.1f\" font-size=\"11\" fill=\"#48586a\">%s</text>",
        y,
        Console.number(value, 0));
  }

  private static String line(List<Double> values, double low, double high, String colour) {
    String points =
        IntStream.range(0, values.size())
            .mapToObj(i ->
                String.format(
                    Locale.ROOT, "%.1f,%.1f", x(i, values.size()), y(values.get(i), low, high)))
            .collect(Collectors.joining(" "));
    return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>"
        .formatted(colour, points);
  }

  private static double x(int i, int size) {
    return LABEL + (WIDTH - LABEL - MARGIN) * (size == 1 ? 0.5 : (double) i / (size - 1));
  }

  private static double y(double value, double low, double high) {
    double share = high == low ? 0.5 : (value - low) / (high - low);
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
  }
}
