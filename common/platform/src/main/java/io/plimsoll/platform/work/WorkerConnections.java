package io.plimsoll.platform.work;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs one statement at a time, each its own transaction, with plans that stay as they are. */
public final class WorkerConnections {
  private final Pool pool;
  private final String settings;

  /**
   * @param settings what each transaction has to set first because its session is not its own
   */
  WorkerConnections(Pool pool, Map<String, String> settings) {
    this.pool = pool;
    this.settings =
        settings.entrySet().stream()
            .map(entry -> "set_config('%s','%s',true)".formatted(entry.getKey(), entry.getValue()))
            .sorted()
            .collect(Collectors.joining(","));
  }

  /** Runs the statement in a transaction of its own. */
  public Future<RowSet<Row>> run(String statement, Tuple arguments) {
    if (settings.isEmpty()) {
      return pool.preparedQuery(statement).execute(arguments);
    }
    return pool.withTransaction(connection ->
        settle(connection).compose(_ -> connection.preparedQuery(statement).execute(arguments)));
  }

  private Future<RowSet<Row>> settle(SqlConnection connection) {
    return connection.query("SELECT " + settings).execute();
  }

  /** Gives the connections back. */
  public Future<Void> close() {
    return pool.close();
  }
}
