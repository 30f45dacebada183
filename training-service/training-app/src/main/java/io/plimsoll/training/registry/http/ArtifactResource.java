package io.plimsoll.training.registry.http;

import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.registry.ModelRegistry;
import io.plimsoll.training.registry.ModelRegistry.Bundle;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The bundle of a model, streamed part by part. */
@Path("/models/{id}/artifact")
@Tag(name = "Models")
final class ArtifactResource {
  private static final String ZIP = "application/zip";
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final ModelRegistry models;

  ArtifactResource(ModelRegistry models) {
    this.models = models;
  }

  @GET
  @Produces(ZIP)
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "getModelArtifact",
      summary = "The model bundle",
      description = "The ETag is the SHA-256 of the bytes; check it before the bundle is read.")
  @APIResponse(
      responseCode = "200",
      description = "The bundle's bytes",
      content =
          @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "304", description = "The asker has it already")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "409", description = "The model is not completed")
  public Multi<Buffer> artifact(UUID id, @HeaderParam("If-None-Match") @Nullable String known) {
    Uni<Bundle> bundle = models.bundle(id);
    return RestMulti.fromUniResponse(
        bundle,
        found -> isKnown(found, known) ? Multi.createFrom().empty() : parts(found),
        found -> headers(found, isKnown(found, known)),
        found -> isKnown(found, known) ? NOT_MODIFIED : OK);
  }

  private Multi<Buffer> parts(Bundle bundle) {
    return Multi.createFrom()
        .range(0, bundle.parts())
        .onItem()
        .transformToUniAndConcatenate(part -> models.part(bundle.sha256(), part));
  }

  private static boolean isKnown(Bundle bundle, @Nullable String known) {
    return known != null && known.contains(bundle.sha256());
  }

  private static Map<String, List<String>> headers(Bundle bundle, boolean isKnown) {
    List<String> tag = List.of("\"" + bundle.sha256() + "\"");
    return isKnown
        ? Map.of("ETag", tag)
        : Map.of(
            "ETag",
            tag,
            "Content-Length",
            List.of(Long.toString(bundle.bytes())),
            "Content-Disposition",
            List.of("attachment; filename=\"plimsoll-model-%s.zip\"".formatted(bundle.sha256())));
  }
}
