package io.plimsoll.platform.health;

import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka every few seconds whether it is there. Blocking, on a virtual thread of its own. */
@Startup
@Singleton
final class KafkaProbe {
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int PATIENCE_MILLIS = 2_000;

  private final Map<String, Object> settings;
  private volatile Check last = Check.down("not asked yet");
  private @Nullable Thread asker;

  KafkaProbe(@Identifier("default-kafka-broker") Map<String, Object> settings) {
    this.settings = new HashMap<>(settings);
    this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, PATIENCE_MILLIS);
  }

  @PostConstruct
  void start() {
    asker = Thread.ofVirtual().name("kafka-probe").start(this::untilStopped);
  }

  @PreDestroy
  void stop() {
    if (asker != null) {
      asker.interrupt();
    }
  }

  /** Whether Kafka answered of late. */
  Check check() {
    return last;
  }

  private void untilStopped() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        askUntilClosed();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void askUntilClosed() throws InterruptedException {
    try (Admin admin = Admin.create(settings)) {
      while (true) {
        last = ask(admin);
        Thread.sleep(PAUSE);
      }
    } catch (KafkaException _) {
      last = Check.down("Kafka's address or settings are refused");
    }
  }

  private static Check ask(Admin admin) throws InterruptedException {
    try {
      int brokers =
          admin.describeCluster().nodes().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).size();
      return brokers > 0 ? Check.up() : Check.down("Kafka has no broker");
    } catch (ExecutionException | TimeoutException _) {
      return Check.down("Kafka gave no answer within 2 s");
    }
  }
}
