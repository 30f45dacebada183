package io.plimsoll.kernel.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which field of a row holds which column, found from the first line of a file.
 *
 * @param dialect the kind of file
 * @param names the columns' names as in the header, or as they would be
 * @param hasHeader whether the first line is a header
 * @param fields the place of time, then of each value in the dialect's order
 * @param valueNames our names of the values, in that order
 */
record CsvLayout(
    PriceDialect dialect,
    List<String> names,
    boolean hasHeader,
    List<Integer> fields,
    List<String> valueNames) {

  private static final Set<String> TIME =
      Set.of(
          "date",
          "timestamp",
          "time",
          "datetime",
          "date_time",
          "ts",
          "open_time",
          "unix",
          "__index_level_0__"); // a data frame's index without a name
  private static final Set<String> ADJUSTED =
      Set.of("adj close", "adjclose", "adj_close", "adj. close", "adjusted close");
  private static final Map<String, String> SHORT =
      Map.of("o", "open", "h", "high", "l", "low", "c", "close", "v", "volume");
  private static final List<String> BAR = List.of("open", "high", "low", "close", "volume");
  private static final List<String> BAR_AND_ACTIONS =
      List.of("open", "high", "low", "close", "volume", "split", "dividend");
  private static final List<String> TICK = List.of("price", "amount");

  /** The layout of a file by its first line, or null if it is not recognised. */
  static @Nullable CsvLayout of(CsvLines lines) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < lines.fields(); i++) {
      texts.add(lines.text(i));
    }
    boolean isNumeric =
        !texts.getFirst().isEmpty() && Character.isDigit(texts.getFirst().charAt(0));
    return isNumeric ? headless(texts) : withHeader(texts);
  }

  /** The columns that are not read, by their names. */
  List<String> ignored() {
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!fields.contains(i)) {
        ignored.add(names.get(i));
      }
    }
    return ignored;
  }

  private static @Nullable CsvLayout headless(List<String> texts) {
    if (texts.size() == 3) {
      return headless(PriceDialect.TICKS, TICK);
    }
    return texts.size() == 6 ? headless(PriceDialect.LEAN, BAR) : null;
  }

  private static CsvLayout headless(PriceDialect dialect, List<String> values) {
    List<String> names = new ArrayList<>(List.of("time"));
    names.addAll(values);
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(i);
    }
    return new CsvLayout(dialect, names, false, fields, values);
  }

  /** The layout by the columns' names alone, or null if it is not recognised. */
  static @Nullable CsvLayout withHeader(List<String> texts) {
    Map<String, Integer> places = new HashMap<>();
    Integer time = null;
    boolean isAdjusted = false;
    for (int i = 0; i < texts.size(); i++) {
      String lower = texts.get(i).toLowerCase(Locale.ROOT);
      String name = SHORT.getOrDefault(lower, lower);
      if (TIME.contains(name) && time == null) {
        time = i;
      } else if (places.put(name, i) != null) {
        return null;
      }
      isAdjusted |= ADJUSTED.contains(name);
    }
    if (time == null) {
      return null;
    }
    if (places.keySet().containsAll(BAR_AND_ACTIONS)) {
      return withHeader(PriceDialect.ZIPLINE, texts, time, places, BAR_AND_ACTIONS);
    }
    if (places.keySet().containsAll(BAR)) {
      PriceDialect dialect = isAdjusted ? PriceDialect.YAHOO : PriceDialect.OHLCV;
      return withHeader(dialect, texts, time, places, BAR);
    }
    return places.keySet().containsAll(TICK)
        ? withHeader(PriceDialect.TICKS, texts, time, places, TICK)
        : null;
  }

  private static CsvLayout withHeader(
      PriceDialect dialect,
      List<String> texts,
      int time,
      Map<String, Integer> places,
      List<String> values) {
    List<Integer> fields = new ArrayList<>(List.of(time));
    for (String value : values) {
      fields.add(places.getOrDefault(value, 0));
    }
    return new CsvLayout(dialect, texts, true, fields, values);
  }
}
