package io.plimsoll.training.fit.http;

import io.plimsoll.training.fit.WatchTraining;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers 404 for a stream about a model that does not exist. A stream has its status sent before
 * its first event, so the resource itself would be too late.
 */
@Singleton
final class ExistingModelFilter {
  private final WatchTraining trainings;

  ExistingModelFilter(WatchTraining trainings) {
    this.trainings = trainings;
  }

  /** Fails with {@code NotFound}, or lets the request pass. */
  @ServerRequestFilter
  @OfExistingModel
  public Uni<Void> requireModel(UriInfo uri) {
    return idOf(uri)
        .map(id -> trainings.look(id).replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** An id that cannot be read passes: the resource's own parameter answers it with 400. */
  private static Optional<UUID> idOf(UriInfo uri) {
    try {
      return Optional.of(UUID.fromString(uri.getPathParameters().getFirst("id")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
