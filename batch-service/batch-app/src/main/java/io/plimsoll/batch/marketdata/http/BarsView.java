package io.plimsoll.batch.marketdata.http;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Bars as their readers see them.
 *
 * @param columns the bars by column, or nothing where rows were asked for
 * @param items the bars by row, or nothing where columns were asked for
 * @param next the {@code from} of the next page, if there may be one
 */
record BarsView(
    String symbol,
    String timeframe,
    String exchange,
    int count,
    Optional<Map<String, List<Object>>> columns,
    Optional<List<Map<String, Object>>> items,
    Optional<Instant> next) {

  static BarsView of(String symbol, Bars bars, Optional<Instant> next, boolean asRows) {
    return new BarsView(
        symbol,
        bars.timeframe().text(),
        bars.exchange().name(),
        bars.size(),
        asRows ? Optional.empty() : Optional.of(columns(bars)),
        asRows ? Optional.of(rows(bars)) : Optional.empty(),
        next);
  }

  private static Map<String, List<Object>> columns(Bars bars) {
    Map<String, List<Object>> columns = new LinkedHashMap<>();
    readers(bars)
        .forEach((name, reader) -> {
          List<Object> column = new ArrayList<>(bars.size());
          for (int i = 0; i < bars.size(); i++) {
            column.add(reader.apply(i));
          }
          columns.put(name, column);
        });
    return columns;
  }

  private static List<Map<String, Object>> rows(Bars bars) {
    Map<String, IntFunction<Object>> readers = readers(bars);
    List<Map<String, Object>> rows = new ArrayList<>(bars.size());
    for (int i = 0; i < bars.size(); i++) {
      int index = i;
      Map<String, Object> row = new LinkedHashMap<>();
      readers.forEach((name, reader) -> row.put(name, reader.apply(index)));
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, IntFunction<Object>> readers(Bars bars) {
    Map<String, IntFunction<Object>> readers = new LinkedHashMap<>();
    readers.put("ts", i -> Instant.ofEpochMilli(bars.openTime(i)));
    readers.put("available_at", i -> Instant.ofEpochMilli(bars.availableAt(i)));
    readers.put("session_date", bars::sessionDate);
    readers.put("open", of(bars.open()));
    readers.put("high", of(bars.high()));
    readers.put("low", of(bars.low()));
    readers.put("close", of(bars.close()));
    readers.put("volume", of(bars.volume()));
    readers.put("split_factor", of(bars.splitFactor()));
    readers.put("dividend", of(bars.dividend()));
    return readers;
  }

  private static IntFunction<Object> of(Vec column) {
    return column::get;
  }
}
