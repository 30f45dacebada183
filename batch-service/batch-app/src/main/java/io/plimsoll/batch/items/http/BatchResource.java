package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.core.StoredBatch;
import io.plimsoll.batch.items.store.BatchDesk;
import io.plimsoll.batch.items.store.PgBatches;
import io.plimsoll.batch.items.store.PgItems;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One batch: where it stands, its items, and how to steer it. Wholly reactive. */
@Path(BatchResource.PATH + "/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "batches")
public class BatchResource {
  static final String PATH = "/api/v1/batches";

  private static final Set<String> ITEM_STATUSES =
      Set.of("pending", "processing", "completed", "failed", "cancelled");

  private final SqlWork work;
  private final BatchDesk desk;
  private final PgBatches batches;
  private final PgItems items;

  BatchResource(SqlWork work, BatchDesk desk, PgBatches batches, PgItems items) {
    this.work = work;
    this.desk = desk;
    this.batches = batches;
    this.items = items;
  }

  /** Where a batch stands. */
  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "A batch with the counts of its items, its progress and what is left")
  public Uni<BatchView> get(@PathParam("id") UUID id) {
    return work.reading(connection -> view(connection, id));
  }

  private Uni<BatchView> view(SqlConnection connection, UUID id) {
    return batches
        .get(connection, id)
        .chain(
            batch -> batches.lastError(connection, batch).map(error -> BatchView.of(batch, error)));
  }

  /** Its items. */
  @GET
  @Path("/items")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The items of a batch with their results, in the order they were sent")
  public Uni<Page<ItemView>> items(
      @PathParam("id") UUID id,
      @QueryParam("status") @Nullable String status,
      @BeanParam PageParams params) {
    if (status != null && !ITEM_STATUSES.contains(status)) {
      throw new Malformed(
          "status",
          "status: unknown (expected: pending, processing, completed, failed or cancelled)");
    }
    Optional<String> only = Optional.ofNullable(status);
    PgBatches.Range range = new PgBatches.Range(params.limit(), params.offset());
    return work.reading(connection ->
        batches
            .get(connection, id)
            .chain(() -> items.count(connection, id, only))
            .chain(total ->
                items
                    .page(connection, id, only, range)
                    .map(page -> Page.of(page, total, params).map(ItemView::of))));
  }

  /** Ends it: what waits and what is under way. */
  @POST
  @Path("/cancel")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Cancels what waits at once and what is under way within a second or two")
  public Uni<Response> cancel(@PathParam("id") UUID id) {
    return work.atomically(connection -> desk.cancel(connection, id))
        .call(batch -> desk.sweep(batch.id()))
        .chain(() -> get(id))
        .map(view -> Response.accepted(view).build());
  }

  /** Works on failed items again. */
  @POST
  @Path("/retry-failed")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Puts failed items back to wait, but for those that were refused")
  public Uni<Response> retryFailed(@PathParam("id") UUID id) {
    return work.atomically(connection -> desk.retryFailed(connection, id))
        .map(BatchResource::accepted);
  }

  /** Begins no further item. */
  @POST
  @Path("/pause")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Begins no further item; those under way may end")
  public Uni<Response> pause(@PathParam("id") UUID id) {
    return work.atomically(connection -> desk.pause(connection, id)).map(BatchResource::accepted);
  }

  /** Goes on after a pause. */
  @POST
  @Path("/resume")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Goes on after a pause")
  public Uni<Response> resume(@PathParam("id") UUID id) {
    return work.atomically(connection -> desk.resume(connection, id)).map(BatchResource::accepted);
  }

  private static Response accepted(StoredBatch batch) {
    return Response.accepted(BatchView.of(batch, Optional.empty())).build();
  }

  /** Deletes it with its items and results. */
  @DELETE
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Deletes a batch that has ended, with its items and their results")
  public Uni<Void> delete(@PathParam("id") UUID id) {
    return work.atomically(connection -> desk.delete(connection, id));
  }
}
