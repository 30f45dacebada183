package io.plimsoll.platform.work;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Arithmetic off the event loop, on a bounded pool of platform threads. */
public interface KernelPool {

  /**
   * Runs the kernel once per subscription and comes back to the asker's Vert.x context.
   *
   * <p>Fails with {@code Unavailable} (503) when the pool's queue is full.
   */
  <T> Uni<T> compute(Supplier<T> kernel);
}
