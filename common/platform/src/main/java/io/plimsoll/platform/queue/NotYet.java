package io.plimsoll.platform.queue;

import io.plimsoll.platform.problem.ServiceException;
import java.io.Serial;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a request names is not here and may be on its way: topics have no common order. A command
 * waits for it in the queue; a caller who holds a connection gets the refusal.
 */
public final class NotYet extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String awaited;
  private final transient ServiceException refusal;

  /**
   * @param awaited what has to arrive, as {@link WorkQueue#arrived} will name it
   * @param refusal the answer to whoever cannot wait, or has waited long enough
   */
  public NotYet(String awaited, ServiceException refusal) {
    super(refusal.getMessage(), refusal, false, false);
    this.awaited = awaited;
    this.refusal = refusal;
  }

  /** What has to arrive. */
  public String awaited() {
    return awaited;
  }

  /** The answer to whoever cannot wait. */
  public ServiceException refusal() {
    return refusal;
  }

  /** Lets the item wait, or refuses it when it has waited for as long as it may. */
  public Completion waitOr(
      WorkItem item, Duration patience, Function<ServiceException, Completion> refused) {
    return item.waited().compareTo(patience) < 0
        ? new Completion.Waiting(awaited, refusal.detail())
        : refused.apply(refusal);
  }
}
