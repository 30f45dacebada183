package io.plimsoll.batch.pipelines.http;

import io.plimsoll.batch.pipelines.PipelinesConfig;
import io.plimsoll.batch.pipelines.core.StoredRun;
import io.plimsoll.batch.pipelines.store.PgRuns;
import io.plimsoll.batch.pipelines.store.PgRuns.RunEvent;
import io.plimsoll.batch.pipelines.store.PgSteps;
import io.plimsoll.batch.pipelines.store.RunKeeper;
import io.plimsoll.contracts.batch.PipelineAction;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs of pipelines: where they stand, what they told, and how to steer them. Wholly reactive. */
@Path("/api/v1/pipelines/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "pipelines")
public class RunResource {
  private final SqlWork work;
  private final PgRuns rows;
  private final PgSteps steps;
  private final RunKeeper runs;
  private final PipelinesConfig config;

  RunResource(SqlWork work, PgRuns rows, PgSteps steps, RunKeeper runs, PipelinesConfig config) {
    this.work = work;
    this.rows = rows;
    this.steps = steps;
    this.runs = runs;
    this.config = config;
  }

  /** A run with its steps. */
  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "A run with all its steps")
  public Uni<RunView> get(@PathParam("id") UUID id) {
    return work.reading(connection ->
        rows.find(connection, id)
            .map(found -> found.orElseThrow(() -> new NotFound("pipeline run", id)))
            .chain(run -> steps.of(connection, id).map(all -> RunView.of(run, all))));
  }

  /** Starts no further step; what is in flight may end. */
  @POST
  @Path("/stop")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Starts no further step; the run is stopped once nothing is in flight")
  public Uni<Response> stop(@PathParam("id") UUID id) {
    return control(id, PipelineAction.STOP);
  }

  /** Goes on after a stop. */
  @POST
  @Path("/resume")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Goes on after a stop")
  public Uni<Response> resume(@PathParam("id") UUID id) {
    return control(id, PipelineAction.RESUME);
  }

  /** Ends the run for good. */
  @POST
  @Path("/cancel")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Ends the run; the owners are asked to cancel what it has in flight")
  public Uni<Response> cancel(@PathParam("id") UUID id) {
    return control(id, PipelineAction.CANCEL);
  }

  private Uni<Response> control(UUID id, PipelineAction action) {
    return work.atomically(connection -> runs.control(connection, id, action))
        .map(run -> Response.accepted(RunView.of(run)).build());
  }

  /** What the run told, from a position on. */
  @GET
  @Path("/events")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "What the run told, in order; or as server-sent events until it ends")
  public Uni<Map<String, List<RunEvent>>> events(
      @PathParam("id") UUID id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    int from = PageParams.whole("after", after, 0, Integer.MAX_VALUE, 0);
    int most = PageParams.whole("limit", limit, 1, PageParams.MAX_LIMIT, PageParams.MAX_LIMIT);
    return existing(id)
        .chain(() -> work.reading(connection -> rows.events(connection, id, from, most)))
        .map(found -> Map.of("items", found));
  }

  /** The same as server-sent events; a reader resumes with Last-Event-ID. */
  @GET
  @OfExistingRun
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed(Roles.VIEWER)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> follow(
      @PathParam("id") UUID id,
      @HeaderParam("Last-Event-ID") @Nullable String last,
      @Context Sse sse) {
    AtomicInteger position =
        new AtomicInteger(PageParams.whole("Last-Event-ID", last, 0, Integer.MAX_VALUE, 0));
    return ticks()
        .onItem()
        .transformToUniAndConcatenate(_ -> next(id, position.get()))
        .select()
        .first(glance -> !glance.isOver())
        .onItem()
        .transformToMultiAndConcatenate(glance -> Multi.createFrom().iterable(glance.events()))
        .invoke(event -> position.set(event.position()))
        .map(event -> toSse(event, sse));
  }

  private Multi<Long> ticks() {
    return Multi.createFrom().ticks().every(config.follow()).onOverflow().drop();
  }

  /** Over when the run has ended and all it told was sent. */
  private Uni<Glance> next(UUID id, int after) {
    return work.reading(connection ->
        existing(id)
            .chain(run ->
                rows.events(connection, id, after, PageParams.MAX_LIMIT)
                    .map(events ->
                        new Glance(events, events.isEmpty() && run.audit().end().isPresent()))));
  }

  private Uni<StoredRun> existing(UUID id) {
    return work.reading(connection -> rows.find(connection, id))
        .map(found -> found.orElseThrow(() -> new NotFound("pipeline run", id)));
  }

  private static OutboundSseEvent toSse(RunEvent event, Sse sse) {
    return sse.newEventBuilder()
        .id(Integer.toString(event.position()))
        .name(event.type())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(event)
        .build();
  }

  private record Glance(List<RunEvent> events, boolean isOver) {}
}
