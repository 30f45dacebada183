package io.plimsoll.benchmarks.queue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What the peers share: as many workers as each other, a pool with room for all, an event table.
 */
final class PeerDatabase {
  /** Threads of each peer; more do not make them faster on two processors. */
  static final int THREADS = 20;

  private static final int SPARE = 6;

  private final BenchServer server;
  private final AgroalDataSource pool;

  PeerDatabase(BenchServer server) throws SQLException {
    this.server = server;
    this.pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections ->
                    connections
                        .maxSize(THREADS + SPARE)
                        .initialSize(THREADS)
                        .connectionFactoryConfiguration(factory ->
                            factory
                                .jdbcUrl(server.jdbcUrl() + "?reWriteBatchedInserts=true")
                                .principal(new NamePrincipal(BenchServer.SERVICE))
                                .credential(new SimplePassword(BenchServer.PASSWORD)))));
    server.run(
        "CREATE TABLE IF NOT EXISTS training.peer_outbox (id bigserial PRIMARY KEY, body jsonb)");
  }

  BenchServer server() {
    return server;
  }

  AgroalDataSource pool() {
    return pool;
  }

  /** One event row, in a transaction of its own: none of the peers offers the one of its item. */
  void storeEvent(String id) {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO training.peer_outbox (body) VALUES (?::jsonb)")) {
      insert.setString(1, "{\"id\":\"" + id + "\",\"status\":\"completed\"}");
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails unless the events are as many as they must be, then removes them. */
  void checkEvents(long expected) throws SQLException {
    expect(expected, "SELECT count(*) FROM training.peer_outbox");
    server.run("TRUNCATE training.peer_outbox");
  }

  /** Fails unless the query gives this number. */
  void expect(long expected, String query) throws SQLException {
    long found = server.number(query);
    if (found != expected) {
      throw new IllegalStateException("%s: %d (expected: %d)".formatted(query, found, expected));
    }
  }
}
