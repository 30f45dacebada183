package io.plimsoll.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.platform.work.Patience;
import io.plimsoll.platform.work.PlatformFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueueCleaningTest {
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
  void deletesInBatchesWhatWasKeptLongEnoughAndNothingElse() throws InterruptedException {
    platform.rows(
        "INSERT INTO {schema}.work_done (id, kind, payload, priority, status, run_at, attempt,"
            + " max_attempts, created_at, finished_at) SELECT n, 'fit', '{}', 0, 'done', now(), 1,"
            + " 5, now(), now() - CASE WHEN n <= 12000 THEN interval '7 days 1 hour' ELSE interval"
            + " '6 days 23 hours' END FROM generate_series(1, 15000) AS n");
    QueueCleaning cleaning =
        new QueueCleaning(
            platform.pool,
            platform.schema,
            PlatformFixture.queueConfig(Map.of()).keep(),
            List.of());

    int first = batch(cleaning);
    int second = batch(cleaning);
    int third = batch(cleaning);
    int last = batch(cleaning);

    assertThat(first).isEqualTo(5000);
    assertThat(second).isEqualTo(5000);
    assertThat(third).isEqualTo(2000);
    assertThat(last).isZero();
    assertThat(platform.number("SELECT count(*) FROM {schema}.work_done")).isEqualTo(3000);
    assertThat(platform.number("SELECT min(id) FROM {schema}.work_done")).isEqualTo(12001);
  }

  private static int batch(QueueCleaning cleaning) throws InterruptedException {
    return Patience.await(cleaning.batch(), Duration.ofMinutes(1));
  }
}
