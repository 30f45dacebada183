package io.plimsoll.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.platform.problem.ServiceException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelPoolTest {

  @Test
  void computesOnItsOwnThreadAndComesBackToTheAskersContext() {
    Vertx vertx = Vertx.vertx();
    AtomicReference<String> thread = new AtomicReference<>("");
    CompletableFuture<Boolean> isBack = new CompletableFuture<>();
    try (BoundedKernelPool pool = new BoundedKernelPool(1, 10)) {
      Context asker = vertx.getOrCreateContext();
      asker.runOnContext(_ ->
          pool.compute(
                  () -> {
                    thread.set(Thread.currentThread().getName());
                    return 42;
                  })
              .subscribe()
              .with(answer -> isBack.complete(answer == 42 && Vertx.currentContext() == asker)));

      assertThat(isBack.join()).isTrue();
      assertThat(thread.get()).startsWith("kernel-");
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void refusesWhenTooManyWait() {
    CountDownLatch held = new CountDownLatch(1);
    try (BoundedKernelPool pool = new BoundedKernelPool(1, 2)) {
      List<CompletableFuture<Boolean>> accepted =
          IntStream.range(0, 3)
              .mapToObj(_ -> pool.compute(() -> hold(held)).subscribeAsCompletionStage())
              .toList();

      Uni<Integer> refused = pool.compute(() -> 1);

      assertThatThrownBy(() -> refused.await().atMost(Duration.ofMinutes(1)))
          .isInstanceOf(ServiceException.Unavailable.class);
      held.countDown();
      accepted.forEach(CompletableFuture::join);
    }
  }

  private static boolean hold(CountDownLatch held) {
    try {
      held.await();
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
