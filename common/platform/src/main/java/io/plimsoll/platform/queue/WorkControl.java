package io.plimsoll.platform.queue;

import io.vertx.core.json.JsonObject;

/** What a handler may say and ask while it works; safe from any thread. */
public interface WorkControl {

  /**
   * Tells how far the item is. Only the newest is kept and written, at most twice a second.
   *
   * @param fraction 0 to 1
   * @param detail whatever the item's readers understand
   */
  void progress(double fraction, JsonObject detail);

  /** Whether the handler should let go: cancelled, past its deadline, or its lease is lost. */
  boolean isCancelled();

  /** Runs the action once when the handler should let go, at once if that is so already. */
  void onCancel(Runnable action);
}
