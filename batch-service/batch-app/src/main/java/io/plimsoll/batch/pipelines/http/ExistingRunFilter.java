package io.plimsoll.batch.pipelines.http;

import io.plimsoll.batch.pipelines.store.PgRuns;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers 404 for a stream about a run that does not exist. A stream has its status sent before its
 * first event, so the resource itself would be too late.
 */
@Singleton
final class ExistingRunFilter {
  private final SqlWork work;
  private final PgRuns runs;

  ExistingRunFilter(SqlWork work, PgRuns runs) {
    this.work = work;
    this.runs = runs;
  }

  /** Fails with {@code NotFound}, or lets the request pass. */
  @ServerRequestFilter
  @OfExistingRun
  public Uni<Void> requireIt(UriInfo uri) {
    return idOf(uri).map(this::existing).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> existing(UUID id) {
    return work.reading(connection -> runs.find(connection, id))
        .map(found -> found.orElseThrow(() -> new NotFound("pipeline run", id)))
        .replaceWithVoid();
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
