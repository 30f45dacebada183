package io.plimsoll.training.fit.http;

import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.fit.VerifyModel;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Models trained once more, bit for bit. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
final class VerifyResource {
  private final VerifyModel verification;
  private final CurrentActor actor;

  VerifyResource(VerifyModel verification, CurrentActor actor) {
    this.verification = verification;
    this.actor = actor;
  }

  @POST
  @Path("models/{id}/verify")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "verifyModel",
      summary = "Trains the model again in a fresh worker and compares the hashes",
      description =
          "Answers at once; the verification tells how it went. While one of the model is"
              + " unfinished, the answer is that one.")
  @APIResponse(
      responseCode = "202",
      description = "It is under way",
      headers = @Header(name = "Location", description = "The verification"))
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(
      responseCode = "409",
      description = "The model is not completed, or of other code or another processor")
  public Uni<RestResponse<VerificationView>> verify(UUID id) {
    return verification
        .ask(id, actor.get().name())
        .map(VerificationView::of)
        .map(VerifyResource::accepted);
  }

  @GET
  @Path("models/{id}/verifications")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "listVerifications",
      summary = "The newest hundred verifications of a model, the newest first")
  @APIResponse(responseCode = "200", description = "The verifications")
  @APIResponse(responseCode = "404", description = "No such model")
  public Uni<VerificationsView> list(UUID id) {
    return verification.list(id).map(VerificationsView::of);
  }

  @GET
  @Path("models/{id}/verifications/{verification}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(operationId = "getVerification", summary = "One verification of a model")
  @APIResponse(responseCode = "200", description = "The verification")
  @APIResponse(responseCode = "404", description = "No such verification")
  public Uni<VerificationView> get(UUID id, @PathParam("verification") UUID one) {
    return verification.get(id, one).map(VerificationView::of);
  }

  private static RestResponse<VerificationView> accepted(VerificationView view) {
    return RestResponse.ResponseBuilder.<VerificationView>create(RestResponse.Status.ACCEPTED)
        .entity(view)
        .location(URI.create("/models/%s/verifications/%s".formatted(view.modelId(), view.id())))
        .build();
  }
}
