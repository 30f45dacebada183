package io.plimsoll.batch.marketdata.core.parquet;

import io.plimsoll.batch.marketdata.core.FileBytes;
import io.plimsoll.kernel.csv.PriceTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import shaded.parquet.org.apache.thrift.TException;

/**
 * What the end of a Parquet file declares, checked against the file before anything is read by it.
 *
 * @param createdBy the program that wrote it
 * @param columns the table's columns
 * @param groups the row groups that have rows
 * @param end where the data end
 */
record ParquetFooter(
    String createdBy, List<ParquetColumn> columns, List<RowGroup> groups, long end) {
  private static final int LARGEST = 4 << 20;
  private static final int MAGIC = 4;
  private static final int TAIL = 8;
  private static final int MOST_COLUMNS = 10_000;

  ParquetFooter {
    columns = List.copyOf(columns);
    groups = List.copyOf(groups);
  }

  static ParquetFooter of(FileBytes file) throws ParquetFault {
    if (file.size() < MAGIC + TAIL || !FileBytes.startAsParquet(file.range(0, MAGIC))) {
      throw fault("no PAR1 at the start (expected: a Parquet file)");
    }
    ByteBuffer tail =
        ByteBuffer.wrap(file.range(file.size() - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    byte[] magic = new byte[MAGIC];
    tail.get(magic);
    if (!FileBytes.startAsParquet(magic)) {
      throw fault("no PAR1 at the end (expected: a whole Parquet file; maybe it was cut off)");
    }
    long end = file.size() - TAIL - length;
    if (length <= 0 || length > LARGEST || end < MAGIC) {
      throw fault("%d bytes long (expected: 1 to %d, within the file)".formatted(length, LARGEST));
    }
    FileMetaData footer = new FileMetaData();
    try {
      Thrift.read(footer, file.range(end, length));
    } catch (TException | RuntimeException unreadable) {
      throw fault("unreadable (expected: the metadata of a Parquet file)");
    }
    if (footer.isSetEncryption_algorithm()) {
      throw fault("encrypted (expected: a file that anybody can read)");
    }
    String createdBy = footer.isSetCreated_by() ? footer.getCreated_by() : "";
    ParquetFooter checked =
        new ParquetFooter(createdBy, columns(footer.getSchema()), withRows(footer), end);
    checked.checkRows();
    return checked;
  }

  /** How many rows there are. */
  int rows() {
    return (int) groups.stream().mapToLong(RowGroup::getNum_rows).sum();
  }

  /** The chunk of a column in a row group, which lies within the file. */
  ColumnMetaData chunk(RowGroup group, ParquetColumn column) throws ParquetFault {
    if (column.leaf() >= group.getColumnsSize()) {
      throw new ParquetFault(column.name(), "missing in a row group (expected: in each)");
    }
    ColumnChunk chunk = group.getColumns().get(column.leaf());
    if (chunk.isSetFile_path() || !chunk.isSetMeta_data()) {
      throw new ParquetFault(column.name(), "in another file or encrypted (expected: in this one)");
    }
    ColumnMetaData data = chunk.getMeta_data();
    boolean isThisColumn =
        data.getPath_in_schema().equals(List.of(column.name()))
            && data.getType() == column.element().getType();
    if (!isThisColumn) {
      throw new ParquetFault(
          column.name(), "another column's values (expected: as the schema says)");
    }
    long from = start(data);
    long size = data.getTotal_compressed_size();
    if (from < MAGIC || size < 0 || size > end || from > end - size) {
      throw new ParquetFault(
          column.name(),
          "%d bytes at %d (expected: within the %d of data)".formatted(size, from, end));
    }
    if (data.getNum_values() != group.getNum_rows()) {
      throw new ParquetFault(
          column.name(),
          "%d values (expected: %d, one a row)"
              .formatted(data.getNum_values(), group.getNum_rows()));
    }
    return data;
  }

  /** Where a chunk starts: with its dictionary, if it has one. */
  static long start(ColumnMetaData chunk) {
    boolean hasDictionary =
        chunk.isSetDictionary_page_offset()
            && chunk.getDictionary_page_offset() > 0
            && chunk.getDictionary_page_offset() < chunk.getData_page_offset();
    return hasDictionary ? chunk.getDictionary_page_offset() : chunk.getData_page_offset();
  }

  private void checkRows() throws ParquetFault {
    long rows = 0;
    for (RowGroup group : groups) {
      rows += group.getNum_rows();
      if (group.getNum_rows() < 0 || rows > PriceTable.MOST_ROWS) {
        throw fault("more than 20,000,000 rows (expected: a smaller file)");
      }
    }
    if (rows == 0) {
      throw fault("no rows (expected: price rows)");
    }
  }

  private static List<RowGroup> withRows(FileMetaData footer) {
    return footer.getRow_groups().stream().filter(group -> group.getNum_rows() != 0).toList();
  }

  private static List<ParquetColumn> columns(List<SchemaElement> schema) throws ParquetFault {
    if (schema.isEmpty() || schema.size() > MOST_COLUMNS) {
      throw fault("%d columns (expected: 1 to %d)".formatted(schema.size(), MOST_COLUMNS));
    }
    List<ParquetColumn> columns = new ArrayList<>();
    int leaf = 0;
    int next = 1;
    for (int i = 0; i < schema.getFirst().getNum_children(); i++) {
      int first = next;
      int firstLeaf = leaf;
      for (long open = 1; open > 0; open--) {
        SchemaElement element = element(schema, next++);
        open += element.getNum_children();
        leaf += element.getNum_children() == 0 ? 1 : 0;
      }
      SchemaElement top = schema.get(first);
      boolean isNested =
          next - first > 1
              || !top.isSetType()
              || top.getRepetition_type() == FieldRepetitionType.REPEATED;
      columns.add(new ParquetColumn(top, firstLeaf, isNested));
    }
    return columns;
  }

  private static SchemaElement element(List<SchemaElement> schema, int index) throws ParquetFault {
    if (index >= schema.size() || schema.get(index).getNum_children() < 0) {
      throw fault("a schema that does not add up (expected: each column's type)");
    }
    return schema.get(index);
  }

  private static ParquetFault fault(String message) {
    return new ParquetFault("footer", message);
  }
}
