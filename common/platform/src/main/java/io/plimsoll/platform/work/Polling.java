package io.plimsoll.platform.work;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until an answer will do or time is up, on the asker's own context. */
@ApplicationScoped
public class Polling {
  private static final long FIRST_PAUSE_MILLIS = 15;
  private static final long LONGEST_PAUSE_MILLIS = 250;

  private final Vertx vertx;

  Polling(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The first answer that will do, or the last one when time is up. */
  public <T> Uni<T> until(Supplier<Uni<T>> question, Predicate<T> willDo, Duration most) {
    return until(question, willDo, most.toMillis(), FIRST_PAUSE_MILLIS);
  }

  private <T> Uni<T> until(
      Supplier<Uni<T>> question, Predicate<T> willDo, long millisLeft, long pause) {
    return question
        .get()
        .chain(answer ->
            millisLeft <= 0 || willDo.test(answer)
                ? Uni.createFrom().item(answer)
                : again(question, willDo, millisLeft, pause));
  }

  private <T> Uni<T> again(
      Supplier<Uni<T>> question, Predicate<T> willDo, long millisLeft, long pause) {
    long next = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    return later(pause).chain(() -> until(question, willDo, millisLeft - pause, next));
  }

  private Uni<Void> later(long millis) {
    return Uni.createFrom().emitter(emitter -> vertx.setTimer(millis, _ -> emitter.complete(null)));
  }
}
