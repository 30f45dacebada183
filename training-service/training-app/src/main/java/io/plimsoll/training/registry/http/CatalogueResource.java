package io.plimsoll.training.registry.http;

import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.feature.Feature;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.FeatureReading;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a training may ask for. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue")
final class CatalogueResource {

  @GET
  @Path("algorithms")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "listAlgorithms",
      summary = "Algorithms with their hyperparameters, defaults and ranges")
  public Uni<CatalogueView<AlgorithmView>> algorithms() {
    return Uni.createFrom()
        .item(() -> CatalogueView.of(Algorithm.all().stream().map(AlgorithmView::of).toList()));
  }

  @GET
  @Path("features/expression")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "readExpression",
      summary = "A formula read as a feature, as a request may bring it along",
      description =
          "Names: open, high, low, close, volume and the causal features of the catalogue that need"
              + " no context. Functions: ref(x,n), mean(x,n), std(x,n), max(x,n), min(x,n),"
              + " rank(x,n), ema(x,n), corr(x,y,n), abs(x), log(x); signs + - * / and parentheses."
              + " n counts bars back, so a formula is causal by construction; what it gives is a"
              + " number without dimension, a price or a volume. The name in the answer is the"
              + " canonical form, which is part of a model's fingerprint.")
  @APIResponse(responseCode = "200", description = "The feature that the formula is")
  @APIResponse(responseCode = "422", description = "No formula, and why")
  public Uni<FeatureView> expression(
      @QueryParam("text") @Parameter(required = true, example = "ref(close,5)/close-1")
          @Nullable String text) {
    return Uni.createFrom().item(() -> FeatureView.of(read(text == null ? "" : text)));
  }

  private static Feature read(String text) {
    return switch (FeatureCatalogue.read(text)) {
      case FeatureReading.Known(Feature feature) -> feature;
      case FeatureReading.Faulty(String reason) -> throw new Rejected("text", "text: " + reason);
    };
  }

  @GET
  @Path("features")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "listFeatures",
      summary = "Features with group, formula, window, causal lag and the context they need")
  public Uni<CatalogueView<FeatureView>> features() {
    return Uni.createFrom()
        .item(() ->
            CatalogueView.of(FeatureCatalogue.features().stream().map(FeatureView::of).toList()));
  }
}
