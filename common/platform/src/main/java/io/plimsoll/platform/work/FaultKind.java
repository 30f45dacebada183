package io.plimsoll.platform.work;

import io.plimsoll.platform.problem.ServiceException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** What kind of cause a failure has, by its exception and its SQLSTATE. */
public enum FaultKind {
  /** The database or a neighbour is away: waiting cures it. */
  OUTAGE,
  /** Others were in the way (a deadlock, a timeout): trying again cures it. */
  CONTENTION,
  /** The request itself is refused: nothing cures it, and nothing is wrong with us. */
  REFUSAL,
  /** A defect. */
  DEFECT;

  private static final Set<String> CONTENTION_STATES =
      Set.of("40001", "40P01", "55P03", "57014", "25P03", "40002", "40003");

  /** Whether trying again may succeed. */
  public boolean isTransient() {
    return this == OUTAGE || this == CONTENTION;
  }

  /** The kind of a failure or of the first of its causes that says one. */
  public static FaultKind of(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 12; depth++) {
      FaultKind kind = ofOne(cause);
      if (kind != DEFECT) {
        return kind;
      }
      cause = cause.getCause();
    }
    return DEFECT;
  }

  private static FaultKind ofOne(Throwable failure) {
    return switch (failure) {
      case ServiceException.Unavailable _, ServiceException.TooMany _ -> OUTAGE;
      case ServiceException _ -> REFUSAL;
      case PgException e -> ofSqlState(e.getSqlState());
      case java.sql.SQLException e -> ofSqlState(e.getSQLState());
      case ClosedConnectionException _, ConnectionPoolTooBusyException _ -> OUTAGE;
      case ClosedChannelException _, TimeoutException _, RetriableException _ -> OUTAGE;
      case UncheckedIOException e when isParsing(e.getCause()) -> DEFECT;
      case IOException e when isParsing(e) -> DEFECT;
      case IOException _ -> OUTAGE;
      default -> ofMessage(failure.getMessage());
    };
  }

  private static boolean isParsing(@Nullable Throwable cause) {
    return cause instanceof com.fasterxml.jackson.core.JacksonException;
  }

  private static FaultKind ofSqlState(@Nullable String state) {
    if (state == null || state.length() < 2) {
      return DEFECT;
    }
    if (CONTENTION_STATES.contains(state)) {
      return CONTENTION;
    }
    return switch (state.substring(0, 2)) {
      case "08", "28", "53", "57", "58" -> OUTAGE;
      default -> DEFECT;
    };
  }

  /** The client says these with a bare message. */
  private static FaultKind ofMessage(@Nullable String message) {
    return message != null
            && (message.startsWith("Timeout")
                || message.startsWith("Connection is not active")
                || message.startsWith("Pool closed"))
        ? OUTAGE
        : DEFECT;
  }
}
