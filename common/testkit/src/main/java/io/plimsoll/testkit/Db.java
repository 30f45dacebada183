package io.plimsoll.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database of the service under test, seen directly. */
public final class Db {
  private final DataSource source;

  public Db(DataSource source) {
    this.source = source;
  }

  /** The first column of the first row, as a whole number. */
  public long count(String sql, Object... values) {
    return ask(sql, rows -> rows.getLong(1), values).getFirst();
  }

  /** The first column of the first row, as a number. */
  public double number(String sql, Object... values) {
    return ask(sql, rows -> rows.getDouble(1), values).getFirst();
  }

  /** The first column of every row, as text; a null is the text {@code null}. */
  public List<String> texts(String sql, Object... values) {
    return ask(sql, rows -> String.valueOf(rows.getString(1)), values);
  }

  /** Runs a statement; a refusal by the database is thrown as it is. */
  public int update(String sql, Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  private <T extends @Nullable Object> List<T> ask(String sql, Column<T> column, Object... values) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(column.of(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private interface Column<T extends @Nullable Object> {
    T of(ResultSet row) throws SQLException;
  }
}
