package io.plimsoll.batch.marketdata.core;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Symbol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What reading an import's source gives. */
public sealed interface ReadPrices {
  /**
   * Bars of one timeframe.
   *
   * @param bars by symbol, ascending; at least one bar each
   */
  record Read(Map<Symbol, Bars> bars) implements ReadPrices {
    public Read {
      bars = new TreeMap<>(bars);
      if (bars.isEmpty() || bars.values().stream().anyMatch(one -> one.size() == 0)) {
        throw new IllegalArgumentException("bars: none (expected: at least one bar)");
      }
    }

    /** How many bars there are in all. */
    public long count() {
      return bars.values().stream().mapToLong(Bars::size).sum();
    }
  }

  /**
   * A source that cannot be read.
   *
   * @param faults what is wrong, at least one
   */
  record Faulty(List<SourceFault> faults) implements ReadPrices {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /**
   * One thing that is wrong with a file.
   *
   * @param file its name
   * @param line the line, or the row of a Parquet file, from 1; 0 where the file as a whole is at
   *     fault
   * @param column the column's name or number; empty where the line as a whole is at fault
   * @param message what was found and what was expected
   */
  record SourceFault(String file, int line, String column, String message) {
    /** All of it in one sentence. */
    public String sentence() {
      String where = line == 0 ? "" : ", line " + line;
      return file + where + (column.isEmpty() ? "" : ", column " + column) + ": " + message;
    }
  }
}
