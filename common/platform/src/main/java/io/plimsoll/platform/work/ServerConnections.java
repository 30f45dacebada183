package io.plimsoll.platform.work;

import io.plimsoll.platform.work.PoolConfig.PoolerMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** How this process reaches its database: the pool for requests, the workers' own, the listener. */
public final class ServerConnections {
  private final Vertx vertx;
  private final List<PgConnectOptions> servers;
  private final PoolConfig config;

  public ServerConnections(Vertx vertx, List<PgConnectOptions> servers, PoolConfig config) {
    this.vertx = vertx;
    this.servers = List.copyOf(servers);
    this.config = config;
  }

  /** The pool for requests, of the size that the options say. */
  public Pool requests(PoolOptions options) {
    PoolOptions patient =
        new PoolOptions(options)
            .setConnectionTimeout((int) config.acquireTimeout().toMillis())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxWaitQueueSize(config.waitQueue());
    return PgBuilder.pool().with(patient).connectingTo(options(this::guarded)).using(vertx).build();
  }

  /** A small pool for the statements of workers. */
  public WorkerConnections workers(int size, Plans plans) {
    PoolOptions options = new PoolOptions().setMaxSize(size).setConnectionTimeout(0);
    Pool pool =
        PgBuilder.pool()
            .with(options)
            .connectingTo(options(server -> steady(server, plans)))
            .using(vertx)
            .build();
    return new WorkerConnections(pool, asksSessions() ? Map.of() : plans.settings());
  }

  /** Whether a connection may be kept to listen on. */
  public boolean asksSessions() {
    return config.poolerMode() == PoolerMode.SESSION;
  }

  /** A connection to listen on. */
  public Future<PgConnection> listener() {
    return PgConnection.connect(vertx, new PgConnectOptions(servers.getFirst()));
  }

  /** The event loops that use these connections. */
  public Vertx vertx() {
    return vertx;
  }

  private List<SqlConnectOptions> options(UnaryOperator<PgConnectOptions> settled) {
    return servers.stream().<SqlConnectOptions>map(settled).toList();
  }

  private PgConnectOptions guarded(PgConnectOptions server) {
    PgConnectOptions options = new PgConnectOptions(server);
    if (asksSessions()) {
      String timeout = Long.toString(config.statementTimeout().toMillis());
      options.addProperty("statement_timeout", timeout);
      options.addProperty("idle_in_transaction_session_timeout", timeout);
    } else {
      // A statement prepared on one server connection is not there on the next, and a pooler
      // refuses start-up settings that it does not follow.
      options.setUseLayer7Proxy(true).setCachePreparedStatements(false);
      options.getProperties().remove("extra_float_digits");
    }
    return options;
  }

  private PgConnectOptions steady(PgConnectOptions server, Plans plans) {
    PgConnectOptions options = guarded(server);
    if (asksSessions()) {
      options.setCachePreparedStatements(true);
      plans.settings().forEach(options::addProperty);
    }
    return options;
  }
}
