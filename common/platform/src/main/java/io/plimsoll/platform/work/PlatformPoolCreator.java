package io.plimsoll.platform.work;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the service's pool with an acquire timeout and a bounded wait queue, which the framework's
 * settings do not have, and remembers how to reach the server for the workers' connections.
 */
@Singleton
final class PlatformPoolCreator implements PgPoolCreator {
  private final PoolConfig config;
  private final CompletableFuture<ServerConnections> made = new CompletableFuture<>();

  PlatformPoolCreator(PoolConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    ServerConnections connections =
        new ServerConnections(input.vertx(), input.pgConnectOptionsList(), config);
    made.complete(connections);
    return connections.requests(input.poolOptions());
  }

  /** How to reach the server; there once the pool was first asked for. */
  ServerConnections connections() {
    return made.resultNow();
  }
}
