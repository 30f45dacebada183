package io.plimsoll.kernel.csv;

import io.plimsoll.kernel.csv.ParsedPrices.Faulty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads price files of the kinds in {@link PriceDialect}, recognised by their first line.
 *
 * <p>All or nothing: a file with a fault yields its faults (up to 100, by line) and no prices. Rows
 * rise in time; nothing is sorted, filled in or dropped. Prices are kept as the file has them; an
 * adjusted close is not read, and the notes say so. LEAN's equity prices are divided by 10,000.
 *
 * <p>A date alone is a day bar, stamped with the session's open. A time without offset is in the
 * zone of the options. The timeframe, unless given, is the smallest step between rows.
 */
public final class PriceCsv {
  private PriceCsv() {}

  /**
   * Reads a file.
   *
   * @throws IOException if the file cannot be read at all
   */
  public static ParsedPrices read(Path file, CsvOptions options) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, String.valueOf(file.getFileName()), options);
    }
  }

  /**
   * Reads a stream to its end, without closing it.
   *
   * @param name the file's name for messages
   * @throws IOException if the stream fails
   */
  public static ParsedPrices read(InputStream in, String name, CsvOptions options)
      throws IOException {
    CsvFaults faults = new CsvFaults(name);
    CsvLines lines = new CsvLines(in, faults);
    if (!lines.next()) {
      if (faults.isEmpty()) {
        faults.add(1, "line", "nothing (expected: price rows)");
      }
      return new Faulty(faults.inOrder());
    }
    CsvLayout layout = CsvLayout.of(lines);
    if (layout == null) {
      faults.add(
          lines.line(),
          "line",
          lines.text(0) + (lines.fields() > 1 ? "," + lines.text(1) + ",..." : ""),
          "a header with a time and open,high,low,close,volume or price,amount, or LEAN rows");
      return new Faulty(faults.inOrder());
    }
    return new PriceReader(lines, layout, faults, options).read();
  }
}
