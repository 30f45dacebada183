package io.plimsoll.kernel.csv;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.csv.ParsedPrices.Faulty;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedBars;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedTicks;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.BarColumns.Prices;
import io.plimsoll.kernel.market.BarFault;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Ticks;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one file whose layout is known, and makes bars or trades of them. */
final class PriceReader {
  private static final int MOST_ROWS = 20_000_000;
  private static final double LEAN_SCALE = 10_000;
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final long SHORTEST_DAY = 23 * HOUR_MILLIS; // a local day when clocks go forward
  private static final long LONGEST_PAUSE = 5 * 24 * HOUR_MILLIS;
  private static final int SPLIT = 5;
  private static final int DIVIDEND = 6;

  private final CsvLines lines;
  private final CsvLayout layout;
  private final CsvFaults faults;
  private final CsvOptions options;
  private final ExchangeCalendar calendar;
  private final CsvMoment moment = new CsvMoment();
  private final PriceRows rows;
  private boolean hasTimesOfDay;
  private int firstDateAlone = -1;
  private final BitSet offSession = new BitSet();

  PriceReader(CsvLines lines, CsvLayout layout, CsvFaults faults, CsvOptions options) {
    this.lines = lines;
    this.layout = layout;
    this.faults = faults;
    this.options = options;
    this.calendar = ExchangeCalendar.of(options.exchange());
    this.rows = new PriceRows(layout.valueNames().size());
  }

  /** Reads from the line the reader stands on to the end. */
  ParsedPrices read() throws IOException {
    boolean hasLine = !layout.hasHeader() || lines.next();
    while (hasLine) {
      readRow();
      hasLine = lines.next();
    }
    if (rows.size() == 0 && faults.isEmpty()) {
      faults.add(lines.line(), "line", "a header alone (expected: price rows)");
    }
    return layout.dialect() == PriceDialect.TICKS ? ticks() : bars();
  }

  private void readRow() {
    if (lines.fields() != layout.names().size()) {
      faults.add(
          lines.line(),
          "line",
          "%d fields (expected: %d)".formatted(lines.fields(), layout.names().size()));
      return;
    }
    if (rows.size() == MOST_ROWS) {
      faults.add(lines.line(), "line", "more than 20,000,000 rows (expected: a smaller file)");
      return;
    }
    if (!readTime()) {
      return;
    }
    for (int v = 0; v < layout.valueNames().size(); v++) {
      int field = layout.fields().get(v + 1);
      double value = CsvNumber.parse(lines.bytes(), lines.start(field), lines.end(field));
      if (Double.isNaN(value)) {
        faults.add(lines.line(), layout.names().get(field), lines.text(field), "a number");
        rows.removeLast();
        return;
      }
      rows.set(v, value);
    }
  }

  /** Starts a row with its time; false after a fault. */
  private boolean readTime() {
    int field = layout.fields().getFirst();
    String column = layout.names().get(field);
    String expected = parseMoment(field);
    if (expected != null) {
      faults.add(lines.line(), column, lines.text(field), expected);
      return false;
    }
    Long instant = moment.hasOffset() ? Long.valueOf(moment.instant()) : localInstant();
    if (instant == null) {
      faults.add(
          lines.line(),
          column,
          lines.text(field),
          "a time that %s has once; maybe add an offset".formatted(options.zone()));
      return false;
    }
    if (moment.hasTime()) {
      hasTimesOfDay |= moment.millisOfDay() != 0;
    } else if (firstDateAlone < 0) {
      firstDateAlone = lines.line();
    }
    rows.add(lines.line(), instant, sessionDay(instant));
    return true;
  }

  /** Reads the time; what was expected if it cannot be read. */
  private @Nullable String parseMoment(int field) {
    int start = lines.start(field);
    int end = lines.end(field);
    if (layout.dialect() == PriceDialect.LEAN && options.date().isPresent()) {
      double millis = CsvNumber.parse(lines.bytes(), start, end);
      if (!(millis >= 0 && millis < 24 * HOUR_MILLIS)) {
        return "milliseconds since midnight";
      }
      moment.setLocal(options.date().get(), (long) millis);
      return null;
    }
    if (moment.parse(lines.bytes(), start, end)) {
      return null;
    }
    return layout.dialect() == PriceDialect.LEAN
        ? CsvMoment.FORMS + "; maybe give the date of these milliseconds since midnight"
        : CsvMoment.FORMS;
  }

  /** The instant of a local time, or null if the zone has it never or twice. */
  private @Nullable Long localInstant() {
    long millis = moment.day() * 24 * HOUR_MILLIS + moment.millisOfDay();
    if (options.zone() instanceof ZoneOffset offset) {
      return millis - offset.getTotalSeconds() * 1000L;
    }
    LocalDateTime local =
        LocalDateTime.of(
            LocalDate.ofEpochDay(moment.day()),
            LocalTime.ofNanoOfDay(moment.millisOfDay() * 1_000_000L));
    List<ZoneOffset> offsets = options.zone().getRules().getValidOffsets(local);
    boolean isDateAlone = moment.millisOfDay() == 0;
    if (offsets.size() != 1 && !isDateAlone) {
      return null;
    }
    ZoneOffset offset =
        offsets.isEmpty() ? options.zone().getRules().getOffset(local) : offsets.getFirst();
    return millis - offset.getTotalSeconds() * 1000L;
  }

  /** The day of a day bar: the date as written, or an instant's date at the exchange. */
  private long sessionDay(long instant) {
    boolean isWritten = !moment.hasOffset() || moment.millisOfDay() == 0;
    return isWritten
        ? moment.day()
        : calendar.localDate(Instant.ofEpochMilli(instant)).toEpochDay();
  }

  private ParsedPrices ticks() {
    Vec prices = rows.column(0);
    Vec amounts = rows.column(1);
    for (int i = 0; i < rows.size() && !faults.isFull(); i++) {
      checkTick(i, prices.get(i), amounts.get(i));
    }
    if (!faults.isEmpty()) {
      return new Faulty(faults.inOrder());
    }
    return new ParsedTicks(
        new Ticks(options.exchange(), rows.instants(), prices, amounts), notes());
  }

  private void checkTick(int i, double price, double amount) {
    if (i > 0 && rows.instant(i) < rows.instant(i - 1)) {
      faults.add(
          rows.line(i), nameOf(0), "earlier than the line before (expected: times that rise)");
    }
    if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
      faults.add(rows.line(i), nameOf(1), "%s (expected: finite, > 0)".formatted(price));
    }
    if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
      faults.add(rows.line(i), nameOf(2), "%s (expected: finite, >= 0)".formatted(amount));
    }
  }

  private ParsedPrices bars() {
    Timeframe timeframe = options.timeframe().or(this::inferredTimeframe).orElse(null);
    if (timeframe == null) {
      return new Faulty(faults.inOrder());
    }
    if (timeframe == Timeframe.ONE_DAY) {
      stampSessions();
    } else if (firstDateAlone >= 0) {
      faults.add(
          firstDateAlone,
          nameOf(0),
          "a date without a time (expected: a time, for %s bars)".formatted(timeframe.text()));
    }
    BarColumns columns = columns();
    for (BarFault fault : Bars.faults(timeframe, options.exchange(), columns, CsvFaults.LIMIT)) {
      if (!offSession.get(fault.index())) {
        faults.add(rows.line(fault.index()), nameOf(fault), messageOf(fault));
      }
    }
    return faults.isEmpty()
        ? new ParsedBars(Bars.of(timeframe, options.exchange(), columns), layout.dialect(), notes())
        : new Faulty(faults.inOrder());
  }

  /** The timeframe by the smallest step between rows; a fault and nothing if it is none of ours. */
  private Optional<Timeframe> inferredTimeframe() {
    long step = Long.MAX_VALUE;
    for (int i = 1; i < rows.size(); i++) {
      long next = rows.instant(i) - rows.instant(i - 1);
      if (next > 0) {
        step = Math.min(step, next);
      }
    }
    if (step == Long.MAX_VALUE && !hasTimesOfDay) {
      return Optional.of(Timeframe.ONE_DAY);
    }
    if (step >= SHORTEST_DAY && step < LONGEST_PAUSE) {
      return Optional.of(Timeframe.ONE_DAY);
    }
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe.duration().toMillis() == step) {
        return Optional.of(timeframe);
      }
    }
    if (!faults.isEmpty()) {
      return Optional.empty();
    }
    String found = step == Long.MAX_VALUE ? "one row" : "rows %d s apart".formatted(step / 1000);
    faults.add(
        rows.line(0),
        nameOf(0),
        found + " (expected: 1m, 5m, 15m, 1h or 1d; maybe give the timeframe)");
    return Optional.empty();
  }

  /** Gives each row the instant at which its date's session opens. */
  private void stampSessions() {
    for (int i = 0; i < rows.size() && !faults.isFull(); i++) {
      LocalDate date = LocalDate.ofEpochDay(rows.day(i));
      String expected = null;
      if (date.isBefore(ExchangeCalendar.FIRST) || date.isAfter(ExchangeCalendar.LAST)) {
        expected = "from %s to %s".formatted(ExchangeCalendar.FIRST, ExchangeCalendar.LAST);
      } else if (!calendar.isSession(date)) {
        expected = "a trading day of " + options.exchange();
      }
      if (expected == null) {
        rows.setInstant(i, calendar.open(date).toEpochMilli());
      } else {
        faults.add(rows.line(i), nameOf(0), "%s (expected: %s)".formatted(date, expected));
        offSession.set(i);
      }
    }
  }

  private BarColumns columns() {
    boolean isScaled = layout.dialect() == PriceDialect.LEAN && options.exchange() == Exchange.NYSE;
    double scale = isScaled ? LEAN_SCALE : 1;
    Prices prices =
        new Prices(
            rows.column(0, scale),
            rows.column(1, scale),
            rows.column(2, scale),
            rows.column(3, scale));
    return layout.dialect() == PriceDialect.ZIPLINE
        ? new BarColumns(
            rows.instants(), prices, rows.column(4), rows.column(SPLIT), rows.column(DIVIDEND))
        : BarColumns.plain(rows.instants(), prices, rows.column(4));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String name : layout.ignored()) {
      notes.add("column '%s' was not read".formatted(CsvFaults.shown(name)));
    }
    if (layout.dialect() == PriceDialect.YAHOO) {
      notes.add(
          "prices are kept as in the file, without splits and dividends: the adjusted close does not"
              + " say which of the two moved it");
    }
    return notes;
  }

  private String nameOf(int place) {
    return layout.names().get(layout.fields().get(place));
  }

  /** The header's name of a column of {@link BarColumns}. */
  private String nameOf(BarFault fault) {
    return switch (fault.column()) {
      case "open_time" -> nameOf(0);
      case "split_factor" -> nameOf(SPLIT + 1);
      default -> nameOf(layout.valueNames().indexOf(fault.column()) + 1);
    };
  }

  private String messageOf(BarFault fault) {
    return "%s (expected: %s)".formatted(fault.found(), fault.expected());
  }
}
