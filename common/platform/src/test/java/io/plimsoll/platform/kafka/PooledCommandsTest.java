package io.plimsoll.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.work.PgBouncer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A service that starts behind PgBouncer in transaction mode: migrations, inbox, outbox and relay,
 * with what {@link CommandPath} asks of them.
 */
@QuarkusTest
@EnabledIf("io.plimsoll.platform.work.PgBouncer#isInstalled")
@QuarkusTestResource(value = PooledTestResource.class, restrictToAnnotatedClass = true)
class PooledCommandsTest extends CommandPath {
  private final Pool pool;

  @Inject
  PooledCommandsTest(
      KafkaSettings settings,
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      Pool pool) {
    super(settings, broker);
    this.pool = pool;
  }

  @Test
  void sharesFewServerConnectionsAndListensOnNone() {
    long connections =
        number(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'sample' AND application_name <> 'PostgreSQL JDBC Driver'");
    long listening = number("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");

    assertThat(connections).isBetween(1L, (long) PgBouncer.SERVER_CONNECTIONS);
    assertThat(listening).isZero();
  }

  private long number(String query) {
    RowSet<Row> rows = pool.preparedQuery(query).execute().await().atMost(Duration.ofMinutes(1));
    return rows.iterator().next().getLong(0);
  }
}
