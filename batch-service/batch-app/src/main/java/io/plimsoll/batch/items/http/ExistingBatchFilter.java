package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.store.PgBatches;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers 404 for a stream about a batch that does not exist. A stream has its status sent before
 * its first event, so the resource itself would be too late.
 */
@Singleton
final class ExistingBatchFilter {
  private final SqlWork work;
  private final PgBatches batches;

  ExistingBatchFilter(SqlWork work, PgBatches batches) {
    this.work = work;
    this.batches = batches;
  }

  /** Fails with {@code NotFound}, or lets the request pass. */
  @ServerRequestFilter
  @OfExistingBatch
  public Uni<Void> requireIt(UriInfo uri) {
    return idOf(uri).map(this::existing).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> existing(UUID id) {
    return work.reading(connection -> batches.get(connection, id)).replaceWithVoid();
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
