package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.MarketDataConfig;
import io.plimsoll.batch.marketdata.core.ImportOptions;
import io.plimsoll.batch.marketdata.store.ImportDesk;
import io.plimsoll.batch.marketdata.store.PgImports;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.file.AsyncFile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Imports: files streamed to disk and taken in, and the synthetic market. Wholly reactive. */
@Path("/api/v1/market-data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "market data")
public class ImportResource {
  private final ImportDesk desk;
  private final PgImports imports;
  private final SqlWork work;
  private final CurrentActor actor;
  private final Vertx vertx;
  private final MarketDataConfig config;

  ImportResource(
      ImportDesk desk,
      PgImports imports,
      SqlWork work,
      CurrentActor actor,
      Vertx vertx,
      MarketDataConfig config) {
    this.desk = desk;
    this.imports = imports;
    this.work = work;
    this.actor = actor;
    this.vertx = vertx;
    this.config = config;
  }

  /** Takes in a file that is the body. */
  @POST
  @Path("/imports")
  @Consumes({
    "text/csv",
    MediaType.TEXT_PLAIN,
    MediaType.APPLICATION_OCTET_STREAM,
    "application/vnd.apache.parquet"
  })
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Imports a price file: CSV (Yahoo, LEAN, zipline, trades, plain OHLCV) or Parquet")
  public Uni<Response> importBody(
      @BeanParam ImportParams params, @Context HttpServerRequest request) {
    ImportOptions options = params.options(null);
    String by = actor.get().name();
    java.nio.file.Path file = config.uploadDir().resolve(UUID.randomUUID() + ".upload");
    String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
    return vertx
        .fileSystem()
        .mkdirs(config.uploadDir().toString())
        .chain(() -> vertx.fileSystem().open(file.toString(), new OpenOptions().setCreateNew(true)))
        .chain(open -> write(request, open))
        .chain(() -> take(file, type, options, by))
        .eventually(() -> vertx.fileSystem().delete(file.toString()));
  }

  private static Uni<Void> write(HttpServerRequest request, AsyncFile file) {
    return new io.vertx.mutiny.core.http.HttpServerRequest(request).pipeTo(file);
  }

  /** Takes in a file that is a part of a form. */
  @POST
  @Path("/imports")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Imports a price file that is the part 'file' of a form")
  public Uni<Response> importForm(
      @BeanParam ImportParams params, @RestForm("file") @Nullable FileUpload file) {
    if (file == null) {
      throw new Malformed("file", "file: missing (expected: a part of that name with the prices)");
    }
    return take(
        file.uploadedFile(),
        Objects.requireNonNullElse(file.contentType(), ""),
        params.options(file.fileName()),
        actor.get().name());
  }

  private Uni<Response> take(
      java.nio.file.Path file, String type, ImportOptions options, String by) {
    return vertx
        .fileSystem()
        .props(file.toString())
        .chain(props -> desk.take(new ImportDesk.Upload(file, props.size(), type), options, by))
        .map(ImportResource::accepted);
  }

  /** Asks for prices of the synthetic market. */
  @POST
  @Path("/synthetic")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Imports daily bars of the seeded synthetic market; they say they are synthetic")
  public Uni<Response> synthetic(SyntheticBody body) {
    return desk.take(body.toSource(), actor.get().name()).map(ImportResource::accepted);
  }

  /** What estimators should find in the stochastic market that such a request makes. */
  @POST
  @Path("/synthetic/truth")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Betas, volatilities and correlations that the stochastic market is made of")
  public Uni<TruthView> truth(SyntheticBody body) {
    return Uni.createFrom().item(() -> TruthView.of(body.toRequest()));
  }

  static Response accepted(UUID id) {
    return Response.accepted(Map.of("import_id", id, "status", "queued"))
        .location(URI.create("/api/v1/market-data/imports/" + id))
        .build();
  }

  /** An import. */
  @GET
  @Path("/imports/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "An import: its rows, or its faults by file, line and column")
  public Uni<ImportView> get(@PathParam("id") UUID id) {
    return work.reading(connection -> imports.find(connection, id))
        .map(found -> found.orElseThrow(() -> new NotFound("import", id)))
        .map(ImportView::of);
  }

  /** All imports. */
  @GET
  @Path("/imports")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Imports, newest first")
  public Uni<Page<ImportView>> list(@BeanParam PageParams params) {
    int limit = params.limit();
    int offset = params.offset();
    return work.reading(connection ->
        imports
            .count(connection)
            .chain(total ->
                imports
                    .page(connection, limit, offset)
                    .map(page -> Page.of(page, total, params).map(ImportView::of))));
  }
}
