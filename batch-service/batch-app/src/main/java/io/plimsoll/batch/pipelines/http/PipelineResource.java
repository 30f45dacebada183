package io.plimsoll.batch.pipelines.http;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.TimeOrderedId;
import io.plimsoll.batch.pipelines.core.CronSchedule;
import io.plimsoll.batch.pipelines.core.RunRequest;
import io.plimsoll.batch.pipelines.core.StoredPipeline;
import io.plimsoll.batch.pipelines.core.StoredRun;
import io.plimsoll.batch.pipelines.core.TriggerKind;
import io.plimsoll.batch.pipelines.store.PgPipelines;
import io.plimsoll.batch.pipelines.store.PgRuns;
import io.plimsoll.batch.pipelines.store.RunKeeper;
import io.plimsoll.batchkernel.pipeline.ParsedPipeline;
import io.plimsoll.batchkernel.pipeline.PipelineDefinition;
import io.plimsoll.batchkernel.pipeline.PipelineParser;
import io.plimsoll.batchkernel.pipeline.PipelineTrigger;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pipelines: their definitions, and the start of their runs. Wholly reactive. */
@Path("/api/v1/pipelines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "pipelines")
public class PipelineResource {
  private final SqlWork work;
  private final PgPipelines pipelines;
  private final PgRuns rows;
  private final RunKeeper runs;
  private final CurrentActor actor;

  PipelineResource(
      SqlWork work, PgPipelines pipelines, PgRuns rows, RunKeeper runs, CurrentActor actor) {
    this.work = work;
    this.pipelines = pipelines;
    this.rows = rows;
    this.runs = runs;
    this.actor = actor;
  }

  /** The newest version of each pipeline. */
  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The newest version of each pipeline, by name")
  public Uni<Page<Map<String, Object>>> list(@BeanParam PageParams params) {
    int limit = params.limit();
    int offset = params.offset();
    return work.reading(connection ->
        pipelines
            .count(connection)
            .chain(total ->
                pipelines
                    .page(connection, limit, offset)
                    .map(page -> Page.of(page, total, params).map(PipelineView::of))));
  }

  /** The newest version of one pipeline. */
  @GET
  @Path("/{name}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The newest version of a pipeline")
  public Uni<Map<String, Object>> get(@PathParam("name") String name) {
    return work.atomically(connection -> pipelines.getNewest(connection, name))
        .map(PipelineView::of);
  }

  /** Writes a new version; one that says the same as the newest writes none. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Writes a new version of a pipeline; runs under way keep theirs")
  public Uni<Map<String, Object>> put(
      @PathParam("name") String name, @Nullable Map<String, Object> sent) {
    Map<String, Object> body = Objects.requireNonNullElse(sent, Map.of());
    PipelineDefinition definition = read(name, body);
    String author = actor.get().name();
    Object expected = body.get("version");
    return work.atomically(connection ->
            pipelines
                .put(connection, definition, author)
                .map(written -> checked(written, expected)))
        .map(PipelineView::of);
  }

  /** A writer that says which version it writes is refused when somebody else was faster. */
  private static StoredPipeline checked(StoredPipeline written, @Nullable Object expected) {
    if (expected == null || expected.equals(written.version())) {
      return written;
    }
    throw new StateConflict(
        "version: %s (expected: %d, the next or the same)".formatted(expected, written.version()));
  }

  private static PipelineDefinition read(String name, Map<String, Object> body) {
    Map<String, Object> tree = new LinkedHashMap<>(body);
    tree.putIfAbsent("name", name);
    tree.remove("version");
    if (!name.equals(tree.get("name"))) {
      throw new Rejected(
          "name", "name: %s (expected: %s, as in the path)".formatted(tree.get("name"), name));
    }
    PipelineDefinition definition =
        switch (PipelineParser.parse(tree)) {
          case ParsedPipeline.Valid(PipelineDefinition valid) -> valid;
          case ParsedPipeline.Invalid(String field, String detail) ->
              throw new Rejected(field, field.isEmpty() ? detail : field + ": " + detail);
        };
    checkSchedules(definition);
    return definition;
  }

  private static void checkSchedules(PipelineDefinition definition) {
    for (int i = 0; i < definition.triggers().size(); i++) {
      if (definition.triggers().get(i) instanceof PipelineTrigger.Cron cron) {
        try {
          CronSchedule.of(cron);
        } catch (IllegalArgumentException wrong) {
          throw new Rejected(
              "triggers[%d].cron".formatted(i),
              "triggers[%d].cron: '%s' (expected: five UNIX cron fields)"
                  .formatted(i, cron.expression()));
        }
      }
    }
  }

  /** Starts a run. */
  @POST
  @Path("/{name}/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Starts a run; the same Idempotency-Key starts the same run once")
  public Uni<Response> start(
      @PathParam("name") String name,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable RunBody body) {
    Map<String, Object> parameters =
        body == null || body.parameters() == null ? Map.of() : withoutNulls(body.parameters());
    RunRequest request =
        new RunRequest(
            name,
            parameters,
            RunRequest.Cause.of(
                TriggerKind.HTTP, key == null ? TimeOrderedId.next().toString() : "key:" + key),
            actor.get().name());
    return work.atomically(connection -> runs.open(connection, request))
        .map(PipelineResource::started);
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> parameters) {
    Map<String, Object> given = new HashMap<>(parameters);
    given.values().removeIf(Objects::isNull);
    return given;
  }

  private static Response started(CommandAnswer answer) {
    return Response.accepted(
            Map.of(
                "id", answer.id(),
                "status", answer.duplicate() ? "duplicate" : "running",
                "fingerprint", answer.fingerprint()))
        .location(URI.create("/api/v1/pipelines/runs/" + answer.id()))
        .build();
  }

  /** A pipeline's runs. */
  @GET
  @Path("/{name}/runs")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "A pipeline's runs, newest first, without their steps")
  public Uni<Page<RunView>> runs(@PathParam("name") String name, @BeanParam PageParams params) {
    int limit = params.limit();
    int offset = params.offset();
    return work.atomically(connection -> pipelines.getNewest(connection, name))
        .chain(() -> work.reading(connection -> page(connection, name, limit, offset)))
        .map(page -> page.map(RunView::of));
  }

  private Uni<Page<StoredRun>> page(SqlConnection connection, String name, int limit, int offset) {
    return rows.count(connection, name)
        .chain(total ->
            rows.page(connection, name, limit, offset)
                .map(page -> new Page<>(page, total, limit, offset)));
  }
}
