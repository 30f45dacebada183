package io.plimsoll.kernel.csv;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one CSV file whose layout is known into a table. */
final class PriceReader {
  private static final long DAY_MILLIS = 86_400_000L;

  private final CsvLines lines;
  private final CsvLayout layout;
  private final CsvFaults faults;
  private final CsvOptions options;
  private final PriceTable table;

  PriceReader(CsvLines lines, CsvLayout layout, CsvFaults faults, CsvOptions options) {
    this.lines = lines;
    this.layout = layout;
    this.faults = faults;
    this.options = options;
    this.table = new PriceTable(layout, faults, options);
  }

  /** Reads from the line the reader stands on to the end. */
  ParsedPrices read() throws IOException {
    boolean hasLine = !layout.hasHeader() || lines.next();
    while (hasLine) {
      readRow();
      hasLine = lines.next();
    }
    return table.finish(lines.line());
  }

  private void readRow() {
    if (lines.fields() != layout.names().size()) {
      faults.add(
          lines.line(),
          "line",
          "%d fields (expected: %d)".formatted(lines.fields(), layout.names().size()));
      return;
    }
    if (!readTime()) {
      return;
    }
    for (int v = 0; v < layout.valueNames().size(); v++) {
      int field = layout.fields().get(v + 1);
      double value = CsvNumber.parse(lines.bytes(), lines.start(field), lines.end(field));
      if (Double.isNaN(value)) {
        table.drop(v, lines.text(field));
        return;
      }
      table.set(v, value);
    }
  }

  /** Starts a row with its time; false after a fault. */
  private boolean readTime() {
    int field = layout.fields().getFirst();
    String expected = parseMoment(field);
    if (expected != null) {
      table.refuse(lines.line(), 0, lines.text(field), expected);
      return false;
    }
    return table.start(lines.line(), () -> lines.text(field));
  }

  /** Reads the time; what was expected if it cannot be read. */
  private @Nullable String parseMoment(int field) {
    int start = lines.start(field);
    int end = lines.end(field);
    if (layout.dialect() == PriceDialect.LEAN && options.date().isPresent()) {
      double millis = CsvNumber.parse(lines.bytes(), start, end);
      if (!(millis >= 0 && millis < DAY_MILLIS)) {
        return "milliseconds since midnight";
      }
      table.moment().setLocal(options.date().get().toEpochDay() * DAY_MILLIS + (long) millis);
      return null;
    }
    if (table.moment().parse(lines.bytes(), start, end)) {
      return null;
    }
    return layout.dialect() == PriceDialect.LEAN
        ? CsvMoment.FORMS + "; maybe give the date of these milliseconds since midnight"
        : CsvMoment.FORMS;
  }
}
