package io.plimsoll.platform.work;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** Gives a duty of the service to one of its replicas at a time, by the database's clock. */
public final class DutyLease {
  private final Pool pool;
  private final Instance self;
  private final String take;
  private final String drop;

  public DutyLease(Pool pool, Schema schema, Instance self) {
    this.pool = pool;
    this.self = self;
    this.take =
        schema.sql(
            """
            INSERT INTO {schema}.duty_lease AS l (duty, owner, until)
            VALUES ($1, $2, now() + $3::bigint * interval '1 ms')
            ON CONFLICT (duty) DO UPDATE SET owner = excluded.owner, until = excluded.until
            WHERE l.owner = excluded.owner OR l.until < now()
            RETURNING duty\
            """);
    this.drop = schema.sql("DELETE FROM {schema}.duty_lease WHERE duty = $1 AND owner = $2");
  }

  /** Takes the duty or keeps it for this long from now; false while another replica has it. */
  public Future<Boolean> hold(String duty, Duration length) {
    return pool.preparedQuery(take)
        .execute(Tuple.of(duty, self.name(), length.toMillis()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Gives the duty up, so that another replica need not wait. */
  public Future<Void> release(String duty) {
    return pool.preparedQuery(drop).execute(Tuple.of(duty, self.name())).mapEmpty();
  }
}
