package io.plimsoll.batch.marketdata.core.parquet;

/** What makes a Parquet file unreadable: where, what was found and what was expected. */
final class ParquetFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final int row;
  private final String column;

  ParquetFault(int row, String column, String message) {
    super(message);
    this.row = row;
    this.column = column;
  }

  /** A fault of a column as a whole, or of a part of the file. */
  ParquetFault(String column, String message) {
    this(0, column, message);
  }

  /** The row, from 1; 0 where no single row is at fault. */
  int row() {
    return row;
  }

  /** The column at fault, or a part of the file such as its footer. */
  String column() {
    return column;
  }

  /** What was found and what was expected. */
  String message() {
    return String.valueOf(getMessage());
  }
}
