package io.plimsoll.platform.kafka;

import io.plimsoll.platform.work.PgBouncer;
import io.plimsoll.testkit.TestDatabase;
import io.plimsoll.testkit.TestInfra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a PgBouncer between the service and a database of its own; migrations go around it. */
public final class PooledTestResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable PgBouncer pooler;

  @Override
  public Map<String, String> start() {
    TestDatabase database = TestInfra.get().createDatabase("sample");
    try {
      PgBouncer started = PgBouncer.start(database);
      pooler = started;
      return Map.of(
          "plimsoll.pool.pooler-mode",
          "transaction",
          "quarkus.datasource.reactive.url",
          database.reactiveUrl().replaceFirst(":\\d+/", ":" + started.port() + "/"),
          "quarkus.datasource.jdbc.url",
          database.jdbcUrl());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PgBouncer started", e);
    }
  }

  @Override
  public int order() {
    return 10; // after the resource whose database this one replaces
  }

  @Override
  public void stop() {
    if (pooler != null) {
      pooler.close();
    }
  }
}
