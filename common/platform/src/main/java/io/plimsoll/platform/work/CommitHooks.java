package io.plimsoll.platform.work;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What is to happen once a transaction has committed, such as waking a worker; forgotten when it
 * rolls back.
 */
@Singleton
public final class CommitHooks {
  private final Map<Object, List<Runnable>> waiting = new WeakHashMap<>();

  /** Runs the action after the transaction on this connection or session commits. */
  public void after(Object transaction, Runnable action) {
    synchronized (waiting) {
      waiting.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(action);
    }
  }

  void committed(Object transaction) {
    take(transaction).forEach(Runnable::run);
  }

  void rolledBack(Object transaction) {
    take(transaction);
  }

  private List<Runnable> take(Object transaction) {
    synchronized (waiting) {
      List<Runnable> actions = waiting.remove(transaction);
      return actions == null ? List.of() : actions;
    }
  }
}
