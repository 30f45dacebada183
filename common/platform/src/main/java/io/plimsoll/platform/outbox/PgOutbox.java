package io.plimsoll.platform.outbox;

import io.plimsoll.platform.work.CommitHooks;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** {@link Outbox} in few statements, however many events. */
@Singleton
public final class PgOutbox implements Outbox {
  /** Longer statements would be planned for ten rows and join their parts slowly. */
  private static final int MOST = 500;

  private final String append;
  private final CommitHooks hooks;
  private final RelayBell bell;

  public PgOutbox(Schema schema, CommitHooks hooks, RelayBell bell) {
    this.append =
        "WITH ev AS MATERIALIZED (SELECT * FROM %s), %s SELECT count(*) FROM ev"
            .formatted(EventArrays.rows(1), EventArrays.store(schema));
    this.hooks = hooks;
    this.bell = bell;
  }

  @Override
  public Uni<Void> append(SqlConnection connection, List<OutgoingEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    ItemSubject.refuse(events);
    Uni<Void> stored = Uni.createFrom().voidItem();
    for (int first = 0; first < events.size(); first += MOST) {
      List<OutgoingEvent> some = events.subList(first, Math.min(events.size(), first + MOST));
      stored = stored.chain(() -> store(connection, some));
    }
    return stored.invoke(() -> hooks.after(connection, bell::ring));
  }

  private Uni<Void> store(SqlConnection connection, List<OutgoingEvent> events) {
    return connection.preparedQuery(append).execute(arguments(events)).replaceWithVoid();
  }

  private static Tuple arguments(List<OutgoingEvent> events) {
    EventArrays columns = new EventArrays();
    events.forEach(columns::add);
    return Tuple.newInstance(columns.into(io.vertx.sqlclient.Tuple.tuple()));
  }
}
