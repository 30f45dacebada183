package io.plimsoll.local.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for people: a heading and rows of text.
 *
 * @param heading one title for each column; one that starts with {@code >} is aligned to the right
 * @param rows as many cells each as there are titles
 */
public record Table(List<String> heading, List<List<String>> rows) {
  private static final String RIGHT = ">";

  public Table {
    heading = List.copyOf(heading);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != heading.size()) {
        throw new IllegalArgumentException(
            "row of %d cells (expected: %d)".formatted(row.size(), heading.size()));
      }
    }
  }

  /** The titles without their alignment marks. */
  public List<String> titles() {
    return heading.stream().map(title -> isRight(title) ? title.substring(1) : title).toList();
  }

  /** Says whether a column is aligned to the right. */
  public boolean isRight(int column) {
    return isRight(heading.get(column));
  }

  /** The table as lines of text, indented by two. */
  public List<String> lines() {
    List<String> titles = titles();
    List<Integer> widths =
        IntStream.range(0, titles.size())
            .mapToObj(column ->
                Math.max(
                    titles.get(column).length(),
                    rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(line(titles, widths));
    lines.add("  " + widths.stream().map("-"::repeat).collect(Collectors.joining("  ")));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> padded(cells.get(column), widths.get(column), isRight(column)))
        .collect(Collectors.joining("  ", "  ", ""))
        .stripTrailing();
  }

  private static String padded(String text, int width, boolean right) {
    String pad = " ".repeat(width - text.length());
    return right ? pad + text : text + pad;
  }

  private static boolean isRight(String title) {
    return title.startsWith(RIGHT);
  }
}
