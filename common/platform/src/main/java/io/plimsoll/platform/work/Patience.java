package io.plimsoll.platform.work;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting on a virtual thread, where blocking is free; never on an event loop. */
public final class Patience {
  private Patience() {}

  /**
   * Waits for a result.
   *
   * @throws IllegalStateException with the failure as its cause, or when the time is up
   */
  public static <T> T await(Future<T> future, Duration longest) throws InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
