package io.plimsoll.verification.endtoend;

import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The platform's database as its superuser sees it. */
record Database(InfraAddresses infra) {
  private static final String NAME = "plimsoll";

  long count(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The first column of every row. */
  List<String> texts(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  /** Lets nobody write into a table until it is closed; what would be stored there waits. */
  Hold hold(String table) throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table %s in share mode".formatted(table));
      return new Hold(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A lock on a table. */
  record Hold(Connection connection) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** Drops a service's schema with all that is in it, and makes it again as for a new home. */
  void emptySchema(String service, String password) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema %s cascade".formatted(service));
    }
    new ServiceDatabase(infra).createService(NAME, service, password);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        infra.jdbcUrl(NAME), InfraAddresses.SUPERUSER, infra.postgresPassword());
  }
}
