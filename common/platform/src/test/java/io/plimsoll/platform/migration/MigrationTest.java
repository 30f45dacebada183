package io.plimsoll.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.platform.migration.Readiness.State;
import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.testkit.TestDatabase;
import io.plimsoll.testkit.TestInfra;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database = TestInfra.get().createDatabase("training");

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void isReadyOnceTheSchemaIsMigrated() {
    AtomicInteger told = new AtomicInteger();
    Migration migration =
        new Migration(
            () -> PlatformFixture.flyway(database).migrate(), pool(), told::incrementAndGet);

    migration.start();

    await().atMost(SOON).until(() -> migration.state() instanceof State.Ready);
    assertThat(told).hasValue(1);
    migration.stop();
    assertThat(migration.state()).isEqualTo(new State.Stopping());
  }

  @Test
  void namesWrongCredentialsAndRecoversWhenTheyAreRight() {
    AtomicBoolean isRight = new AtomicBoolean();
    TestDatabase wrong =
        new TestDatabase(database.jdbcUrl(), database.reactiveUrl(), database.user(), "no");
    Migration migration =
        new Migration(
            () -> PlatformFixture.flyway(isRight.get() ? database : wrong).migrate(),
            pool(),
            () -> {});

    migration.start();

    await()
        .atMost(SOON)
        .until(() ->
            migration.state() instanceof State.Waiting(String reason)
                && reason.contains("wrong credentials")
                && reason.contains("28P01"));
    isRight.set(true);
    await().atMost(SOON).until(() -> migration.state() instanceof State.Ready);
    migration.stop();
  }

  @Test
  void namesAServerThatIsNotThereAndRecoversWhenItIs() {
    AtomicBoolean isThere = new AtomicBoolean();
    TestDatabase nowhere =
        new TestDatabase("jdbc:postgresql://127.0.0.1:1/x", "", database.user(), "x");
    Migration migration =
        new Migration(
            () -> PlatformFixture.flyway(isThere.get() ? database : nowhere).migrate(),
            pool(),
            () -> {});

    migration.start();

    await()
        .atMost(SOON)
        .until(() ->
            migration.state() instanceof State.Waiting(String reason)
                && reason.equals("database not reached: connection refused"));
    isThere.set(true);
    await().atMost(SOON).until(() -> migration.state() instanceof State.Ready);
    migration.stop();
  }

  @Test
  void namesAHostThatDoesNotResolveAndARoleWithoutRights() {
    SQLException unresolved =
        new SQLException("x", "08001", new UnknownHostException("db.nowhere"));

    assertThat(MigrationFault.reason(new IllegalStateException(unresolved)))
        .isEqualTo("database host not found: db.nowhere (expected: a name that resolves)");
    assertThat(MigrationFault.reason(new SQLException("x", "42501"))).contains("42501");
    assertThat(MigrationFault.reason(new IllegalStateException("boom")))
        .isEqualTo("the migration failed, see the log");
  }

  private Pool pool() {
    PgConnectOptions options =
        PgConnectOptions.fromUri(database.reactiveUrl().replace("vertx-reactive:", ""))
            .setUser(database.user())
            .setPassword(database.password());
    return new Pool(PgBuilder.pool().connectingTo(options).using(vertx).build());
  }
}
