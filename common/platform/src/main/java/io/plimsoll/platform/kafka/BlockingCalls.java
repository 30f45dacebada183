package io.plimsoll.platform.kafka;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Calls the blocking Kafka clients on virtual threads and comes back to the asker's context. */
final class BlockingCalls implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("kafka-call-", 0).factory());

  /** Runs the call once per subscription. */
  <T> Uni<T> run(Callable<T> call) {
    return Uni.createFrom()
        .deferred(() -> {
          Context asker = Vertx.currentContext();
          Uni<T> called =
              Uni.createFrom()
                  .item(() -> {
                    try {
                      return call.call();
                    } catch (RuntimeException e) {
                      throw e;
                    } catch (Exception e) {
                      throw new BlockingCallException(e);
                    }
                  })
                  .runSubscriptionOn(threads);
          return asker == null
              ? called
              : called.emitOn(task -> asker.runOnContext(_ -> task.run()));
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** A checked failure of a call; its cause says what kind it is. */
  static final class BlockingCallException extends RuntimeException {
    BlockingCallException(Exception cause) {
      super("a call of a Kafka client failed", cause);
    }
  }
}
