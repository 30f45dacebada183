package io.plimsoll.training.marketdata;

import io.plimsoll.contracts.market.BarsPublished;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/** What batch-service said snapshots are made of. */
public interface Announcements {

  /** Remembers what a snapshot is made of. */
  Uni<Void> remember(SqlConnection connection, BarsPublished published, Instant at);

  /** Whether the newest bars of what a snapshot was announced to be made of are that snapshot. */
  Uni<Boolean> isComplete(String snapshot);
}
