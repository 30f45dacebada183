package io.plimsoll.batch.marketdata.core.parquet;

import io.plimsoll.batch.marketdata.core.FileBytes;
import io.plimsoll.kernel.csv.CsvFault;
import io.plimsoll.kernel.csv.CsvOptions;
import io.plimsoll.kernel.csv.ParsedPrices;
import io.plimsoll.kernel.csv.PriceTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.RowGroup;

/**
 * Reads the price columns of a Parquet file into the kernel's table, which recognises and checks
 * them as it does those of a CSV file: all or nothing, faults by row (from 1) and column.
 *
 * <p>Nothing that the file declares is believed before it was compared with the bytes there are:
 * rows against the memory allowed, chunks and pages against the file, a page's size against its
 * values. Columns that are no prices are not read.
 */
public final class ParquetPrices {
  /** What a row needs while it is read and made into bars, at the most. */
  private static final long HEAP_PER_ROW = 200;

  private ParquetPrices() {}

  /**
   * The prices of a file, or its faults.
   *
   * @param name the file's name for faults
   * @param heapBytes how much memory reading it may take
   */
  public static ParsedPrices read(FileBytes file, String name, CsvOptions options, long heapBytes) {
    try {
      ParquetFooter footer = ParquetFooter.of(file);
      if (footer.rows() * HEAP_PER_ROW > heapBytes) {
        throw new ParquetFault(
            "footer",
            "%d rows (expected: at most %d with this service's memory; split the file)"
                .formatted(footer.rows(), heapBytes / HEAP_PER_ROW));
      }
      return read(file, footer, name, options);
    } catch (ParquetFault fault) {
      return new ParsedPrices.Faulty(
          List.of(new CsvFault(name, fault.row(), fault.column(), fault.message())));
    }
  }

  private static ParsedPrices read(
      FileBytes file, ParquetFooter footer, String name, CsvOptions options) throws ParquetFault {
    List<String> names = footer.columns().stream().map(ParquetColumn::name).toList();
    PriceTable table = PriceTable.of(name, names, options).orElseThrow(() -> unrecognised(names));
    List<ParquetColumn> columns = table.places().stream().map(footer.columns()::get).toList();
    int row = 1;
    for (RowGroup group : footer.groups()) {
      RowGroupReader reader = RowGroupReader.of(file, footer, group, columns);
      for (long i = 0; i < group.getNum_rows() && !table.isFull(); i++) {
        reader.readInto(table, row++);
      }
    }
    return table.finish();
  }

  private static ParquetFault unrecognised(List<String> names) {
    List<String> shown = new ArrayList<>(names.subList(0, Math.min(12, names.size())));
    shown.replaceAll(
        one -> one.substring(0, Math.min(40, one.length())).replaceAll("\\p{Cntrl}", "?"));
    return new ParquetFault(
        "schema",
        "columns %s (expected: a time and open,high,low,close,volume or price,amount, each once)"
            .formatted(String.join(",", shown)));
  }
}
