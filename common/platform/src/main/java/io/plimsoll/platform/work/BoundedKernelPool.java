package io.plimsoll.platform.work;

import io.plimsoll.platform.problem.ServiceException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@link KernelPool} on a fixed number of platform threads with a bounded queue before them. */
public final class BoundedKernelPool implements KernelPool, AutoCloseable {
  private static final long END_PATIENCE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  public BoundedKernelPool(int threads, int queueLimit) {
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(queueLimit),
            Thread.ofPlatform().name("kernel-", 0).daemon(true).factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public <T> Uni<T> compute(Supplier<T> kernel) {
    return Uni.createFrom()
        .deferred(() -> {
          Context asker = Vertx.currentContext();
          Uni<T> computed = Uni.createFrom().item(kernel).runSubscriptionOn(threads);
          return asker == null ? computed : computed.emitOn(backTo(asker));
        })
        .onFailure(RejectedExecutionException.class)
        .transform(_ -> new ServiceException.Unavailable("Too many computations wait already"));
  }

  private static Executor backTo(Context asker) {
    return task -> asker.runOnContext(_ -> task.run());
  }

  /** Lets running kernels end, for a while. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
