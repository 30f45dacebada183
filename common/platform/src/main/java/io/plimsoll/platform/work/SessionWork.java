package io.plimsoll.platform.work;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * The unit of work on Panache: registries and plain records of a service.
 *
 * <p>A use case uses this or {@link SqlWork}, never both.
 */
public interface SessionWork {

  /**
   * Runs store calls in one session and transaction; the chain must not compute, call out or switch
   * threads.
   */
  <T> Uni<T> atomically(Supplier<Uni<T>> work);
}
