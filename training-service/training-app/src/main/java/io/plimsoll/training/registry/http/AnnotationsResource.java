package io.plimsoll.training.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.registry.AnnotateModel;
import io.plimsoll.training.registry.CompareModels;
import io.plimsoll.training.registry.ComparisonView;
import io.plimsoll.training.registry.ModelView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people say about models, and two of them side by side. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
final class AnnotationsResource {
  private final AnnotateModel annotations;
  private final CompareModels comparison;

  AnnotationsResource(AnnotateModel annotations, CompareModels comparison) {
    this.annotations = annotations;
    this.comparison = comparison;
  }

  @PUT
  @Path("models/{id}/tags")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(operationId = "tagModel", summary = "Replaces a model's tags")
  @APIResponse(responseCode = "200", description = "The model with its new tags")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "422", description = "Too many tags, or a name or value too long")
  public Uni<ModelView> tag(
      UUID id,
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(type = SchemaType.OBJECT),
                      examples =
                          @ExampleObject(
                              name = "tags",
                              value = "{\"desk\": \"equities\", \"team\": \"alpha\"}")))
          JsonNode body) {
    return annotations.tag(id, TagsBody.of(body).tags());
  }

  @PUT
  @Path("models/{id}/notes")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(operationId = "noteModel", summary = "Replaces a model's notes; empty ones are none")
  @APIResponse(responseCode = "200", description = "The model with its new notes")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "422", description = "More than 10,000 characters")
  public Uni<ModelView> note(UUID id, NotesBody body) {
    return annotations.note(id, Objects.requireNonNullElse(body.notes(), ""));
  }

  @GET
  @Path("models/{id}/compare/{other}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "compareModels",
      summary = "Two models side by side: configuration, scores, columns",
      description = "Fields and columns that both share are left out; scores are all shown.")
  @APIResponse(responseCode = "200", description = "Where they differ")
  @APIResponse(responseCode = "404", description = "No such model")
  public Uni<ComparisonView> compare(UUID id, UUID other) {
    return comparison.compare(id, other);
  }
}
