package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.ItemsConfig;
import io.plimsoll.batch.items.http.BatchFollower.News;
import io.plimsoll.batch.items.store.PgBatches;
import io.plimsoll.batch.items.store.PgItems;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A batch as server-sent events until its end. Wholly reactive. */
@Path(BatchResource.PATH + "/{id}/events")
@Tag(name = "batches")
public class FollowResource {
  private final SqlWork work;
  private final PgBatches batches;
  private final PgItems items;
  private final ItemsConfig config;

  FollowResource(SqlWork work, PgBatches batches, PgItems items, ItemsConfig config) {
    this.work = work;
    this.batches = batches;
    this.items = items;
    this.config = config;
  }

  /** Progress and item transitions; a reader resumes with Last-Event-ID. */
  @GET
  @OfExistingBatch
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Progress and every item's transitions as server-sent events, until the end")
  public Multi<OutboundSseEvent> follow(
      @PathParam("id") UUID id,
      @HeaderParam("Last-Event-ID") @Nullable String last,
      @Context Sse sse) {
    BatchFollower follower = new BatchFollower(id, batches, items, position(last));
    return looks(follower).map(news -> toSse(news, sse));
  }

  private static PgItems.Position position(@Nullable String last) {
    return last == null || last.isEmpty()
        ? PgItems.Position.START
        : BatchFollower.parse(last)
            .orElseThrow(() ->
                new Malformed(
                    "Last-Event-ID", "Last-Event-ID: none of ours (expected: micros-item)"));
  }

  private Multi<News> looks(BatchFollower follower) {
    return Multi.createFrom()
        .ticks()
        .every(config.follow())
        .onOverflow()
        .drop()
        .select()
        .first(_ -> !follower.isOver())
        .onItem()
        .transformToUniAndConcatenate(_ -> work.reading(follower::look))
        .onItem()
        .transformToMultiAndConcatenate((List<News> news) -> Multi.createFrom().iterable(news));
  }

  private static OutboundSseEvent toSse(News news, Sse sse) {
    OutboundSseEvent.Builder event =
        sse.newEventBuilder()
            .name(news.name())
            .mediaType(MediaType.APPLICATION_JSON_TYPE)
            .data(news.body());
    Optional<String> id = news.id();
    return (id.isPresent() ? event.id(id.get()) : event).build();
  }
}
