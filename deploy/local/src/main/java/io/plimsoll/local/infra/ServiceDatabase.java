package io.plimsoll.local.infra;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * A service's own corner of a database: a role that may enter this database only with its password,
 * and the one schema that the role owns, finds by its search path, and sees.
 */
public final class ServiceDatabase {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9]{8,128}");

  private final InfraAddresses infra;

  /** Works on the server of a running infra process. */
  public ServiceDatabase(InfraAddresses infra) {
    this.infra = infra;
  }

  /** Makes a database that only its roles may enter; one that is there is left as it is. */
  public void createDatabase(String database) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "pg_database where datname = '%s'".formatted(name(database)))) {
        statement.execute("create database " + database);
        statement.execute("revoke all on database %s from public".formatted(database));
      }
    }
  }

  /** Drops a database and ends whoever is in it; one that is not there is no fault. */
  public void dropDatabase(String database) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists %s with (force)".formatted(name(database)));
    }
  }

  /** Makes role and schema of a service, or sets the password of a role that is there. */
  public void createService(String database, String service, String password) throws SQLException {
    if (!PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException("password: expected 8 to 128 letters and digits");
    }
    try (Connection connection = connect(name(database));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(hashtext('plimsoll-roles'))");
      boolean known = exists(statement, "pg_roles where rolname = '%s'".formatted(name(service)));
      statement.execute(
          "%s role %s login password '%s'"
              .formatted(known ? "alter" : "create", service, password));
      statement.execute("grant connect on database %s to %s".formatted(database, service));
      statement.execute("revoke all on schema public from public");
      statement.execute(
          "create schema if not exists %s authorization %s".formatted(service, service));
      statement.execute(
          "alter role %s in database %s set search_path = %s"
              .formatted(service, database, service));
      connection.commit();
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        infra.jdbcUrl(database), InfraAddresses.SUPERUSER, infra.postgresPassword());
  }

  private static boolean exists(Statement statement, String where) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select 1 from " + where)) {
      return rows.next();
    }
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "name: %s (expected: lower-case letters, digits, underscore)".formatted(text));
    }
    return text;
  }
}
