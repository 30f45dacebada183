package io.plimsoll.verification.endtoend;

import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Daily bars of four years in which a return says a little about the next one. */
final class DailyPrices {
  /** Trading days of New York from 2016 to 2019. */
  static final int ROWS = 1006;

  /** One chunk for each year. */
  static final int CHUNKS = 4;

  private DailyPrices() {}

  /** Writes the bars of a symbol, the same at every call. */
  static Path write(Path folder, String symbol) throws IOException {
    List<LocalDate> sessions =
        ExchangeCalendar.of(Exchange.NYSE)
            .sessions(LocalDate.of(2016, 1, 1), LocalDate.of(2019, 12, 31));
    SeededStream random = SeededStream.of(7).stream(symbol);
    StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
    double close = 100;
    double last = 0;
    for (LocalDate session : sessions) {
      double open = close;
      last = 0.35 * last + 0.01 * random.nextGaussian();
      close = open * Math.exp(last);
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%.6f,%.6f,%.6f,%.6f,%d%n",
              session,
              open,
              1.004 * Math.max(open, close),
              0.996 * Math.min(open, close),
              close,
              1000 + random.nextInt(500)));
    }
    return Files.writeString(folder.resolve(symbol + ".csv"), text);
  }
}
