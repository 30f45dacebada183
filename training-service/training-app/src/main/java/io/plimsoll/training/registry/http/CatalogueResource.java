package io.plimsoll.training.registry.http;

import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
