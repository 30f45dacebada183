package io.plimsoll.platform.work;

import io.plimsoll.platform.problem.ServiceException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** {@link SqlWork} on the service's connection pool. */
@Singleton
public final class PgSqlWork implements SqlWork {
  private final Pool pool;
  private final CommitHooks hooks;

  public PgSqlWork(Pool pool, CommitHooks hooks) {
    this.pool = pool;
    this.hooks = hooks;
  }

  @Override
  public <T> Uni<T> atomically(Function<SqlConnection, Uni<T>> work) {
    return connected(connection -> connection.begin().chain(tx -> within(connection, tx, work)));
  }

  @Override
  public <T> Uni<T> reading(Function<SqlConnection, Uni<T>> work) {
    return connected(work);
  }

  /** The connection goes back whatever happens; going back rolls an open transaction back. */
  private <T> Uni<T> connected(Function<SqlConnection, Uni<T>> work) {
    return pool.getConnection()
        .chain(connection ->
            Uni.createFrom()
                .deferred(() -> work.apply(connection))
                .onTermination()
                .call(connection::close))
        .onFailure(PgSqlWork::isOutage)
        .transform(PgSqlWork::unavailable);
  }

  private <T> Uni<T> within(
      SqlConnection connection, Transaction transaction, Function<SqlConnection, Uni<T>> work) {
    return Uni.createFrom()
        .deferred(() -> work.apply(connection))
        .call(transaction::commit)
        .onFailure(Throwable.class)
        .call(_ -> rolledBack(connection, transaction))
        .invoke(() -> hooks.committed(connection));
  }

  /** A rollback that fails changes nothing: the server rolls back with the connection. */
  private Uni<Void> rolledBack(SqlConnection connection, Transaction transaction) {
    hooks.rolledBack(connection);
    return transaction
        .rollback()
        .onFailure(Throwable.class)
        .recoverWithUni(Uni.createFrom().voidItem());
  }

  private static boolean isOutage(Throwable failure) {
    return !(failure instanceof ServiceException) && FaultKind.of(failure) == FaultKind.OUTAGE;
  }

  private static Throwable unavailable(Throwable cause) {
    ServiceException unavailable =
        new ServiceException.Unavailable("The database did not answer in time");
    unavailable.initCause(cause);
    return unavailable;
  }
}
