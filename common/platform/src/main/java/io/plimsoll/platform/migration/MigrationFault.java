package io.plimsoll.platform.migration;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why the database could not be migrated, without SQL or class names. */
final class MigrationFault {
  private MigrationFault() {}

  static String reason(Throwable failure) {
    String found = null;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      String said = reasonOf(cause);
      found = said == null ? found : said;
      cause = cause.getCause();
    }
    return found == null ? "the migration failed, see the log" : found;
  }

  private static @Nullable String reasonOf(Throwable cause) {
    return switch (cause) {
      case SQLException e -> reasonOf(e.getSQLState());
      case UnknownHostException e ->
          "database host not found: %s (expected: a name that resolves)".formatted(e.getMessage());
      case ConnectException _ -> "database not reached: connection refused";
      case SocketTimeoutException _ -> "database not reached: no answer in time";
      default -> null;
    };
  }

  private static @Nullable String reasonOf(@Nullable String state) {
    return switch (state == null ? "" : state) {
      case "28P01", "28000" ->
          "wrong credentials: the database refused the user or its password (SQLSTATE %s)"
              .formatted(state);
      case "3D000" -> "no such database (SQLSTATE 3D000)";
      case "3F000" -> "no such schema (SQLSTATE 3F000)";
      case "42501" -> "the database role may not change its schema (SQLSTATE 42501)";
      case "53300" -> "the database has no connection left (SQLSTATE 53300)";
      case "57P03" -> "the database is starting up (SQLSTATE 57P03)";
      case "08001", "08006", "08004" -> "database not reached (SQLSTATE %s)".formatted(state);
      default -> null;
    };
  }
}
