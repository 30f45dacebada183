package io.plimsoll.kernel.csv;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Ticks;
import java.util.List;

/** What a price file holds: bars, trades, or faults; never some of the rows. */
public sealed interface ParsedPrices {
  /**
   * Bars, as traded (raw).
   *
   * @param bars all rows of the file
   * @param dialect the kind of file
   * @param notes what was left out, such as an adjusted close
   */
  record ParsedBars(Bars bars, PriceDialect dialect, List<String> notes) implements ParsedPrices {
    public ParsedBars {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Single trades.
   *
   * @param ticks all rows of the file
   * @param notes what was left out
   */
  record ParsedTicks(Ticks ticks, List<String> notes) implements ParsedPrices {
    public ParsedTicks {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A file that cannot be used.
   *
   * @param faults one at least and 100 at most, by line
   */
  record Faulty(List<CsvFault> faults) implements ParsedPrices {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
