package io.plimsoll.batch.marketdata.core.parquet;

import io.plimsoll.batch.marketdata.core.FileBytes;
import io.plimsoll.kernel.csv.PriceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads the rows of one row group: its time column, then its values. */
final class RowGroupReader {
  private final List<ParquetColumn> columns;
  private final List<ColumnReader> readers;
  private final TimeColumn time;
  private final List<NumberColumn> numbers;

  private RowGroupReader(
      List<ParquetColumn> columns,
      List<ColumnReader> readers,
      TimeColumn time,
      List<NumberColumn> numbers) {
    this.columns = columns;
    this.readers = readers;
    this.time = time;
    this.numbers = numbers;
  }

  /** A reader of a group's columns: the time first, then each value. */
  static RowGroupReader of(
      FileBytes file, ParquetFooter footer, RowGroup group, List<ParquetColumn> columns)
      throws ParquetFault {
    List<Type> types = new ArrayList<>();
    Map<String, PageReader> pages = new HashMap<>();
    List<NumberColumn> numbers = new ArrayList<>();
    for (ParquetColumn column : columns) {
      types.add(column.toType());
      pages.put(
          types.getLast().getName(), ChunkPages.of(file, column, footer.chunk(group, column)));
    }
    TimeColumn time = TimeColumn.of(columns.getFirst());
    for (ParquetColumn column : columns.subList(1, columns.size())) {
      numbers.add(NumberColumn.of(column));
    }
    MessageType schema = new MessageType("prices", types);
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            new Pages(pages, group.getNum_rows()), new NoConverter(), schema, footer.createdBy());
    List<ColumnReader> readers = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      readers.add(opened(store, schema.getColumns().get(i), columns.get(i)));
    }
    return new RowGroupReader(columns, readers, time, numbers);
  }

  /** Opening a column decodes its dictionary and its first page. */
  private static ColumnReader opened(
      ColumnReadStoreImpl store, ColumnDescriptor descriptor, ParquetColumn column)
      throws ParquetFault {
    try {
      return store.getColumnReader(descriptor);
    } catch (RuntimeException undecodable) {
      throw new ParquetFault(
          column.name(), "values that cannot be decoded (expected: as declared)");
    }
  }

  /** Reads the next row into a table. */
  void readInto(PriceTable table, int row) throws ParquetFault {
    boolean isStarted = readTime(table, row);
    for (int v = 0; v < numbers.size(); v++) {
      isStarted = readNumber(table, row, v, isStarted);
    }
  }

  private boolean readTime(PriceTable table, int row) throws ParquetFault {
    ColumnReader reader = readers.getFirst();
    try {
      boolean isStarted = isPresent(reader) && time.start(table, row, reader);
      if (!isPresent(reader)) {
        table.refuse(row, 0, "null", "a time");
      }
      reader.consume();
      return isStarted;
    } catch (RuntimeException undecodable) {
      throw undecodable(row, 0);
    }
  }

  private boolean readNumber(PriceTable table, int row, int value, boolean isStarted)
      throws ParquetFault {
    ColumnReader reader = readers.get(value + 1);
    try {
      boolean isSet = false;
      if (isStarted) {
        isSet =
            isPresent(reader)
                ? numbers.get(value).set(table, value, reader)
                : table.drop(value, "null");
      } else if (isPresent(reader)) {
        reader.skip();
      }
      reader.consume();
      return isSet;
    } catch (RuntimeException undecodable) {
      throw undecodable(row, value + 1);
    }
  }

  private ParquetFault undecodable(int row, int place) {
    return new ParquetFault(
        row,
        columns.get(place).name(),
        "a value that cannot be decoded (expected: as the file declares)");
  }

  private static boolean isPresent(ColumnReader reader) {
    return reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
  }

  /** The pages of a group's columns, by the names they have here. */
  private record Pages(Map<String, PageReader> pages, long rows) implements PageReadStore {
    @Override
    public PageReader getPageReader(ColumnDescriptor descriptor) {
      return Objects.requireNonNull(pages.get(descriptor.getPath()[0]));
    }

    @Override
    public long getRowCount() {
      return rows;
    }
  }

  /** Values are asked for one by one, so nothing is converted. */
  private static final class NoConverter extends GroupConverter {
    @Override
    public Converter getConverter(int fieldIndex) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
