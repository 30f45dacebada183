package io.plimsoll.platform.queue;

import static io.plimsoll.platform.work.PlatformFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plimsoll.platform.work.PlatformFixture;
import io.plimsoll.platform.work.PlatformFixture.Replica;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorbellTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  /** Longer than a test waits: whoever wakes was rung. */
  private static final Map<String, String> SELDOM = Map.of("plimsoll.queue.poll", "PT10M");

  private static PlatformFixture platform;

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    platform.close();
  }

  @BeforeEach
  void empty() {
    platform.rows("TRUNCATE {schema}.work_ready, {schema}.work_running, {schema}.work_done");
  }

  @AfterEach
  void stopWorkers() throws InterruptedException {
    platform.stopWorkers();
  }

  @Test
  void looksForWhatItMissedWhenItListensAgain() {
    Handlers handler = Handlers.doingNothing("fit", 1);
    Replica listening = platform.replica(SELDOM, handler);
    Replica asking = platform.replica(SELDOM);
    listening.worker().start();
    await().atMost(SOON).until(() -> listeners() == 1);
    platform.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND"
            + " datname = current_database()");
    await().atMost(SOON).until(() -> listeners() == 0);

    await(asking.queue().submit(NewWork.of("fit", new JsonObject())));

    await().atMost(SOON).until(() -> handler.seen.size() == 1);
  }

  @Test
  void wakesAnotherReplicaThatPollsSeldom() {
    Handlers handler = Handlers.doingNothing("fit", 1);
    Replica listening = platform.replica(SELDOM, handler);
    Replica asking = platform.replica(SELDOM);
    listening.worker().start();
    await().atMost(SOON).until(() -> listeners() == 1);

    await(asking.queue().submit(NewWork.of("fit", new JsonObject())));

    await().atMost(SOON).until(() -> handler.seen.size() == 1);
    assertThat(handler.seen.getFirst().attempt()).isEqualTo(1);
  }

  private static long listeners() {
    return platform.number(
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle' AND"
            + " datname = current_database()");
  }
}
