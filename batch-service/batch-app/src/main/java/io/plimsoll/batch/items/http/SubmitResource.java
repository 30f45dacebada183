package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.core.BatchChecks;
import io.plimsoll.batch.items.core.BatchProgress.Status;
import io.plimsoll.batch.items.core.BatchRequest;
import io.plimsoll.batch.items.store.BatchDesk;
import io.plimsoll.batch.items.store.BatchDesk.Prepared;
import io.plimsoll.batch.items.store.PgBatches;
import io.plimsoll.batch.items.store.PgItems;
import io.plimsoll.contracts.batch.BatchOptions;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes batches on and lists them. Wholly reactive. */
@Path(BatchResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "batches")
public class SubmitResource {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,200}");

  private final SqlWork work;
  private final BatchDesk desk;
  private final PgBatches batches;
  private final PgItems items;
  private final WorkQueue queue;
  private final CurrentActor actor;

  SubmitResource(
      SqlWork work,
      BatchDesk desk,
      PgBatches batches,
      PgItems items,
      WorkQueue queue,
      CurrentActor actor) {
    this.work = work;
    this.desk = desk;
    this.batches = batches;
    this.items = items;
    this.queue = queue;
    this.actor = actor;
  }

  /** Takes a batch on. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Works through a list of items in the background, each with its own status")
  public Uni<Response> submit(
      @HeaderParam("Idempotency-Key") @Nullable String key, BatchBody body) {
    return submit(
        body.processor(), Objects.requireNonNullElse(body.items(), List.of()), body.options(), key);
  }

  /** The same with a file. */
  @POST
  @Consumes("text/csv")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "The same with a CSV file that has a column domain, url or website")
  public Uni<Response> upload(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @BeanParam UploadParams params,
      byte[] file) {
    return submit(params.processor(), CsvItems.read(file), params.options(), key);
  }

  private Uni<Response> submit(
      @Nullable String processor,
      List<Object> sent,
      @Nullable BatchOptions options,
      @Nullable String key) {
    BatchRequest request =
        BatchChecks.check(
            processor,
            sent,
            options,
            new BatchRequest.Origin(actor.get().name(), checked(key), Optional.empty()));
    return queue.admit().chain(() -> desk.prepare(request)).chain(this::store);
  }

  private static Optional<String> checked(@Nullable String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw new Malformed(
          "Idempotency-Key", "Idempotency-Key: not 1 to 200 printable ASCII characters");
    }
    return Optional.ofNullable(key);
  }

  private Uni<Response> store(Prepared prepared) {
    return work.atomically(connection ->
            desk.open(connection, prepared)
                .chain(opened ->
                    items
                        .refused(connection, opened.batch().id())
                        .map(refused -> AcceptedView.of(opened.batch(), refused))))
        .map(view -> Response.accepted(view).location(URI.create(view.statusUrl())).build());
  }

  /** Batches, newest first. */
  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Batches, newest first")
  public Uni<Page<BatchView>> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("processor") @Nullable String processor,
      @BeanParam PageParams params) {
    PgBatches.Filter filter =
        new PgBatches.Filter(
            Optional.ofNullable(processor), Optional.ofNullable(status).map(this::status));
    PgBatches.Range range = new PgBatches.Range(params.limit(), params.offset());
    return work.reading(connection ->
        batches
            .count(connection, filter)
            .chain(total ->
                batches
                    .page(connection, filter, range)
                    .map(page ->
                        Page.of(page, total, params)
                            .map(batch -> BatchView.of(batch, Optional.empty())))));
  }

  private Status status(String text) {
    return Status.find(text)
        .orElseThrow(() ->
            new Malformed(
                "status",
                "status: unknown (expected: pending, processing, completed,"
                    + " completed_with_errors, failed or cancelled)"));
  }
}
