package io.plimsoll.kernel.array;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An immutable table of doubles, kept by column, that compares by value.
 *
 * <p>Columns are shared with the matrices made from it, so choosing columns copies nothing.
 */
public final class Matrix {
  private final int rows;
  private final List<Vec> columns;

  private Matrix(int rows, List<Vec> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * A matrix of these columns.
   *
   * @throws IllegalArgumentException if there is no column, or if they differ in size
   */
  public static Matrix ofColumns(List<Vec> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("columns: none (expected: at least one)");
    }
    int rows = columns.getFirst().size();
    for (int j = 1; j < columns.size(); j++) {
      if (columns.get(j).size() != rows) {
        throw new IllegalArgumentException(
            "columns[%d]: %d rows (expected: %d)".formatted(j, columns.get(j).size(), rows));
      }
    }
    return new Matrix(rows, List.copyOf(columns));
  }

  /** A matrix of these rows, for examples; each row has the same size. */
  public static Matrix ofRows(double[]... rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("rows: none (expected: at least one)");
    }
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns.length) {
        throw new IllegalArgumentException(
            "rows[%d]: %d columns (expected: %d)".formatted(i, rows[i].length, columns.length));
      }
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return ofColumns(Arrays.stream(columns).map(Vec::ofUnsafe).toList());
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int columns() {
    return columns.size();
  }

  /** The value in row i and column j. */
  public double get(int i, int j) {
    return columns.get(j).get(i);
  }

  /** The column j, shared and not copied. */
  public Vec column(int j) {
    return columns.get(j);
  }

  /** A copy of the rows from an index (inclusive) to another (exclusive). */
  public Matrix sliceRows(int from, int to) {
    return ofColumns(columns.stream().map(column -> column.slice(from, to)).toList());
  }

  /** The same columns and one more at the right. */
  public Matrix withColumn(Vec column) {
    return ofColumns(Stream.concat(columns.stream(), Stream.of(column)).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix that && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  /** The shape, for messages. */
  @Override
  public String toString() {
    return "Matrix(%d x %d)".formatted(rows, columns.size());
  }
}
