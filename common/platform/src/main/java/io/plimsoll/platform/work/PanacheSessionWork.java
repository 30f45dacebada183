package io.plimsoll.platform.work;

import io.plimsoll.platform.problem.ServiceException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** {@link SessionWork} on Panache, the one place that opens its transactions. */
@Singleton
final class PanacheSessionWork implements SessionWork {
  private final CommitHooks hooks;

  PanacheSessionWork(CommitHooks hooks) {
    this.hooks = hooks;
  }

  @Override
  public <T> Uni<T> atomically(Supplier<Uni<T>> work) {
    return Panache.withTransaction(() -> Panache.getSession().chain(session -> in(session, work)))
        .invoke(done -> hooks.committed(done.session()))
        .map(Done::value)
        .onFailure(PanacheSessionWork::isOutage)
        .transform(PanacheSessionWork::unavailable);
  }

  private <T> Uni<Done<T>> in(Mutiny.Session session, Supplier<Uni<T>> work) {
    return work.get().map(value -> new Done<>(session, value));
  }

  private static boolean isOutage(Throwable failure) {
    return !(failure instanceof ServiceException) && FaultKind.of(failure) == FaultKind.OUTAGE;
  }

  private static Throwable unavailable(Throwable cause) {
    ServiceException unavailable =
        new ServiceException.Unavailable("The database did not answer in time");
    unavailable.initCause(cause);
    return unavailable;
  }

  private record Done<T>(Mutiny.Session session, T value) {}
}
