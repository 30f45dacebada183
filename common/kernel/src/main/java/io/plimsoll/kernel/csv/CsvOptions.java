package io.plimsoll.kernel.csv;

import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a price file does not say by itself.
 *
 * @param exchange where the instrument trades
 * @param zone the zone of times without an offset
 * @param timeframe the bars' timeframe; found from the rows if absent
 * @param date the date of a LEAN minute file, whose rows hold milliseconds since midnight
 */
public record CsvOptions(
    Exchange exchange, ZoneId zone, Optional<Timeframe> timeframe, Optional<LocalDate> date) {

  /** Times in the exchange's own zone, everything else found from the file. */
  public static CsvOptions of(Exchange exchange) {
    return new CsvOptions(
        exchange, ExchangeCalendar.of(exchange).zone(), Optional.empty(), Optional.empty());
  }

  /** The same with another zone. */
  public CsvOptions withZone(ZoneId zone) {
    return new CsvOptions(exchange, zone, timeframe, date);
  }

  /** The same with a timeframe. */
  public CsvOptions withTimeframe(Timeframe timeframe) {
    return new CsvOptions(exchange, zone, Optional.of(timeframe), date);
  }

  /** The same with a date. */
  public CsvOptions withDate(LocalDate date) {
    return new CsvOptions(exchange, zone, timeframe, Optional.of(date));
  }
}
