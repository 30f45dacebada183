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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of a price table one by one, whatever the file's form, and makes bars or trades of
 * them: all or nothing, with the rules and the faults of {@link PriceCsv}.
 *
 * <p>A row is started by its time and then given each value in the order of {@link #places}; the
 * first fault of a row drops it. Rows are numbered by the caller, from 1. Mutable, for one thread.
 *
 * <p>Cost: about 16 bytes and 8 more a value for each row, twice that while the columns are made.
 */
public final class PriceTable {
  /** The most rows a file may have. */
  public static final int MOST_ROWS = 20_000_000;

  private static final double LEAN_SCALE = 10_000;
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
  private static final long SHORTEST_DAY = 23 * HOUR_MILLIS; // a local day when clocks go forward
  private static final long LONGEST_PAUSE = 5 * DAY_MILLIS;
  private static final long FIRST_MILLIS = LocalDate.of(1, 1, 1).toEpochDay() * DAY_MILLIS;
  private static final long END_MILLIS = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY_MILLIS;
  private static final int SPLIT = 5;
  private static final int DIVIDEND = 6;

  private final CsvLayout layout;
  private final CsvFaults faults;
  private final CsvOptions options;
  private final ExchangeCalendar calendar;
  private final CsvMoment moment = new CsvMoment();
  private final PriceRows rows;
  private boolean hasTimesOfDay;
  private int firstDateAlone = -1;
  private final BitSet offSession = new BitSet();

  PriceTable(CsvLayout layout, CsvFaults faults, CsvOptions options) {
    this.layout = layout;
    this.faults = faults;
    this.options = options;
    this.calendar = ExchangeCalendar.of(options.exchange());
    this.rows = new PriceRows(layout.valueNames().size());
  }

  /**
   * The table of a file whose columns have names, or nothing if it is none of the dialects: no
   * time, no prices, or a column twice.
   *
   * @param file the file's name for faults
   * @param names the columns' names, any case and order
   */
  public static Optional<PriceTable> of(String file, List<String> names, CsvOptions options) {
    return Optional.ofNullable(CsvLayout.withHeader(names))
        .map(layout -> new PriceTable(layout, new CsvFaults(file), options));
  }

  /** Where among the names the time stands, then each value. */
  public List<Integer> places() {
    return layout.fields();
  }

  /** Whether there are so many faults that reading on is of no use. */
  public boolean isFull() {
    return faults.isFull();
  }

  /** Starts a row at an instant, in epoch milliseconds; false after a fault. */
  public boolean startAt(int row, long epochMillis) {
    return startWithin(row, epochMillis, () -> moment.setInstant(epochMillis));
  }

  /**
   * Starts a row at a time without offset, in milliseconds since 1970 there; false after a fault.
   */
  public boolean startAtLocal(int row, long millis) {
    return startWithin(row, millis, () -> moment.setLocal(millis));
  }

  /** Starts a row on a date, in days since 1970; false after a fault. */
  public boolean startOn(int row, long epochDay) {
    long last = END_MILLIS / DAY_MILLIS;
    boolean isWithin = epochDay > -last && epochDay < last;
    long millis = isWithin ? epochDay * DAY_MILLIS : Long.MAX_VALUE;
    return startWithin(row, millis, () -> moment.setDate(epochDay));
  }

  /** Starts a row at a time as text, in the forms of price files; false after a fault. */
  public boolean startAt(int row, String text) {
    byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
    if (!moment.parse(bytes, 0, bytes.length)) {
      refuse(row, 0, text, CsvMoment.FORMS);
      return false;
    }
    return start(row, () -> text);
  }

  private boolean startWithin(int row, long millis, Runnable set) {
    if (millis < FIRST_MILLIS || millis >= END_MILLIS) {
      refuse(row, 0, Long.toString(millis), "a time of the years 1 to 9999");
      return false;
    }
    set.run();
    return start(row, () -> Instant.ofEpochMilli(millis).toString());
  }

  /** Gives the row that was started a value; false after a fault, which drops the row. */
  public boolean set(int value, double number) {
    if (Double.isNaN(number)) {
      return drop(value, "NaN");
    }
    rows.set(value, number);
    return true;
  }

  /** Gives the row that was started a value as text; false after a fault, which drops the row. */
  public boolean set(int value, String text) {
    byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
    double number = CsvNumber.parse(bytes, 0, bytes.length);
    return Double.isNaN(number) ? drop(value, text) : set(value, number);
  }

  /** Drops the row that was started for a value that is none; false. */
  public boolean drop(int value, String found) {
    refuse(rows.line(rows.size() - 1), value + 1, found, "a number");
    rows.removeLast();
    return false;
  }

  /**
   * Notes a fault of a row.
   *
   * @param place 0 for the time, then the values from 1
   */
  public void refuse(int row, int place, String found, String expected) {
    faults.add(row, nameOf(place), found, expected);
  }

  /** The moment that {@link #start} takes up. */
  CsvMoment moment() {
    return moment;
  }

  /** Starts a row with the time in {@link #moment}; false after a fault. */
  boolean start(int line, Supplier<String> text) {
    if (rows.size() == MOST_ROWS) {
      faults.add(line, "line", "more than 20,000,000 rows (expected: a smaller file)");
      return false;
    }
    Long instant = moment.hasOffset() ? Long.valueOf(moment.instant()) : localInstant();
    if (instant == null) {
      faults.add(
          line,
          nameOf(0),
          text.get(),
          "a time that %s has once; maybe add an offset".formatted(options.zone()));
      return false;
    }
    if (moment.hasTime()) {
      hasTimesOfDay |= moment.millisOfDay() != 0;
    } else if (firstDateAlone < 0) {
      firstDateAlone = line;
    }
    rows.add(line, instant, sessionDay(instant));
    return true;
  }

  /** What the rows amount to; the last call. */
  public ParsedPrices finish() {
    return finish(1);
  }

  /** The same for a file whose end is at a line. */
  ParsedPrices finish(int lastLine) {
    if (rows.size() == 0 && faults.isEmpty()) {
      faults.add(lastLine, "line", "a header alone (expected: price rows)");
    }
    return layout.dialect() == PriceDialect.TICKS ? ticks() : bars();
  }

  /** The instant of a local time, or null if the zone has it never or twice. */
  private @Nullable Long localInstant() {
    long millis = moment.day() * DAY_MILLIS + moment.millisOfDay();
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
