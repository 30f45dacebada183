package io.plimsoll.platform.queue;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs a handler on a Vert.x context of its own, where sessions may be opened; the one place that
 * subscribes to a handler's answer.
 */
final class HandlerRun {
  private final WorkHandler handler;
  private final List<ContextInternal> loops;
  private final BiConsumer<Held, Outcome> ended;
  private int turn;

  /**
   * @param loops the event loops to spread handlers over
   * @param ended called on the handler's thread, once
   */
  HandlerRun(WorkHandler handler, List<ContextInternal> loops, BiConsumer<Held, Outcome> ended) {
    this.handler = handler;
    this.loops = List.copyOf(loops);
    this.ended = ended;
  }

  /** Starts all items of a claim, in one task for each event loop. */
  void start(List<Held> claimed) {
    int size = loops.size();
    turn = (turn + 1) % size;
    for (int i = 0; i < Math.min(size, claimed.size()); i++) {
      int first = i;
      ContextInternal loop = loops.get((turn + i) % size);
      loop.runOnContext(_ -> {
        for (int k = first; k < claimed.size(); k += size) {
          run(loop, claimed.get(k));
        }
      });
    }
  }

  private void run(ContextInternal loop, Held held) {
    ContextInternal own = loop.duplicate();
    VertxContextSafetyToggle.setContextSafe((Context) own, true);
    own.dispatch(held, this::handle);
  }

  private void handle(Held held) {
    Uni<Completion> answer;
    try {
      answer = handler.handle(held.item, held);
    } catch (RuntimeException | LinkageError e) {
      answer = Uni.createFrom().failure(e);
    }
    held.runsAs(
        answer
            .subscribe()
            .with(
                completion -> end(held, outcome(completion)),
                failure -> end(held, new Outcome.Broken(failure))));
  }

  private static Outcome outcome(Completion completion) {
    return completion == null
        ? new Outcome.Broken(new PermanentFault("the handler gave no answer"))
        : new Outcome.Succeeded(completion);
  }

  /** Ends an item whose handler was told to let go and did not. */
  void abandon(Held held) {
    held.abandon();
    end(held, new Outcome.Broken(new PermanentFault("the handler did not let go")));
  }

  private void end(Held held, Outcome outcome) {
    if (held.end()) {
      ended.accept(held, outcome);
    }
  }
}
