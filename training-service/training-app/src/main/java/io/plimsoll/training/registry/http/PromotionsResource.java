package io.plimsoll.training.registry.http;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.registry.ModelRegistry;
import io.plimsoll.training.registry.ModelView;
import io.plimsoll.training.registry.PromoteModel;
import io.plimsoll.training.registry.PromotionView;
import io.plimsoll.training.registry.Promotions;
import io.plimsoll.training.registry.Promotions.Move;
import io.plimsoll.training.registry.StintView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which model serves under which alias, and which one did on which day. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promotions")
final class PromotionsResource {
  private final PromoteModel promotion;
  private final Promotions promotions;
  private final ModelRegistry models;
  private final CurrentActor actor;

  PromotionsResource(
      PromoteModel promotion, Promotions promotions, ModelRegistry models, CurrentActor actor) {
    this.promotion = promotion;
    this.promotions = promotions;
    this.models = models;
    this.actor = actor;
  }

  @GET
  @Path("aliases")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "listAliases",
      summary = "Which model holds each alias, now or on a day",
      description =
          "An alias belongs to a line: symbol, timeframe, target and horizon. With on=2026-01-05 the"
              + " answer has every model that held the alias at any time of that UTC day, also those"
              + " that are deleted by now.")
  @APIResponse(responseCode = "200", description = "One page, by line, alias and time")
  @APIResponse(responseCode = "400", description = "A filter or page that cannot be read")
  public Uni<Page<StintView>> aliases(
      @BeanParam StintQuery query,
      @QueryParam("on")
          @Parameter(
              description = "A date (the whole UTC day) or an instant",
              example = "2026-01-05")
          @Nullable String on,
      @BeanParam PageParams page) {
    return promotions.stints(
        query.filter(StintQuery.given(on)), PageParams.of(page.limit(), page.offset()));
  }

  @GET
  @Path("promotions")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "listPromotions",
      summary = "Every promotion and removal there ever was: who, when and why",
      description = "The log is append-only; the database refuses to change or delete a row of it.")
  @APIResponse(responseCode = "200", description = "One page, the newest first")
  @APIResponse(responseCode = "400", description = "A filter or page that cannot be read")
  public Uni<Page<PromotionView>> history(@BeanParam StintQuery query, @BeanParam PageParams page) {
    return promotions.history(
        query.filter(Optional.empty()), PageParams.of(page.limit(), page.offset()));
  }

  @PUT
  @Path("models/{id}/aliases/{alias}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "promoteModel",
      summary = "Gives an alias of its line to a model",
      description =
          "The model that held it before loses it. A model that holds it already stays as it is,"
              + " and nothing is written down.")
  @APIResponse(responseCode = "200", description = "The model")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "409", description = "The model is not completed")
  @APIResponse(responseCode = "422", description = "An alias out of form, or no reason")
  public Uni<ModelView> promote(
      UUID id,
      @Parameter(example = "champion") String alias,
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = PromotionBody.class),
                      examples =
                          @ExampleObject(
                              name = "promotion",
                              value = "{\"reason\": \"beat the champion on three holdouts\"}")))
          PromotionBody body) {
    return promotion
        .promote(id, move(alias, Objects.requireNonNullElse(body.reason(), "")))
        .chain(() -> models.get(id));
  }

  @DELETE
  @Path("models/{id}/aliases/{alias}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(operationId = "removeAlias", summary = "Takes an alias from a model")
  @APIResponse(responseCode = "204", description = "It is taken; the log says so")
  @APIResponse(responseCode = "404", description = "No such model, or it does not hold the alias")
  @APIResponse(responseCode = "422", description = "No reason")
  public Uni<Void> remove(
      UUID id,
      String alias,
      @QueryParam("reason") @Parameter(description = "Why", required = true)
          @Nullable String reason) {
    return promotion.remove(id, move(alias, Objects.requireNonNullElse(reason, "")));
  }

  private Move move(String alias, String reason) {
    return new Move(alias, actor.get().name(), reason);
  }
}
