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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DoorbellTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static PlatformFixture platform;

  @BeforeAll
  static void start() {
    platform = PlatformFixture.fresh();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    platform.close();
  }

  @Test
  void wakesAnotherReplicaThatPollsSeldom() {
    Map<String, String> seldom = Map.of("plimsoll.queue.poll", "PT60S");
    Handlers handler = Handlers.doingNothing("fit", 1);
    Replica listening = platform.replica(seldom, handler);
    Replica asking = platform.replica(seldom);
    listening.worker().start();
    await()
        .atMost(SOON)
        .until(() ->
            platform.number(
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND"
                        + " datname = current_database()")
                > 0);

    await(asking.queue().submit(NewWork.of("fit", new JsonObject())));

    await().atMost(SOON).until(() -> handler.seen.size() == 1);
    assertThat(handler.seen.getFirst().attempt()).isEqualTo(1);
  }
}
