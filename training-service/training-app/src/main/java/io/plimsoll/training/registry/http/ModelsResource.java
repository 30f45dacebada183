package io.plimsoll.training.registry.http;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.registry.DeleteModels;
import io.plimsoll.training.registry.ImportanceView;
import io.plimsoll.training.registry.LineageView;
import io.plimsoll.training.registry.ModelRegistry;
import io.plimsoll.training.registry.ModelView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models: lists, records, importances, lineage, and their end. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
final class ModelsResource {
  private final ModelRegistry models;
  private final DeleteModels deletion;

  ModelsResource(ModelRegistry models, DeleteModels deletion) {
    this.models = models;
    this.deletion = deletion;
  }

  @GET
  @Path("models")
  @RolesAllowed(Roles.VIEWER)
  @Operation(operationId = "listModels", summary = "One page of the models")
  @APIResponse(responseCode = "200", description = "The page, in a stable total order")
  @APIResponse(responseCode = "400", description = "A filter, order or page that cannot be read")
  public Uni<Page<ModelView>> list(@BeanParam ModelQuery query, @BeanParam PageParams page) {
    return models.list(query.filter(), PageParams.of(page.limit(), page.offset()));
  }

  @GET
  @Path("models/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(operationId = "getModel", summary = "The full record of a model")
  @APIResponse(responseCode = "200", description = "The record")
  @APIResponse(responseCode = "404", description = "No such model")
  public Uni<ModelView> get(UUID id) {
    return models.get(id);
  }

  @GET
  @Path("api/model/{id}/config")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "getModelConfig",
      summary = "Every field that the fingerprint is made of, and the fingerprint")
  @APIResponse(responseCode = "200", description = "The resolved configuration")
  @APIResponse(responseCode = "404", description = "No such model")
  public Uni<Map<String, Object>> config(UUID id) {
    return models.config(id);
  }

  @GET
  @Path("api/model/{id}/importance")
  @RolesAllowed(Roles.VIEWER)
  @Operation(operationId = "getModelImportance", summary = "How much each feature counts")
  @APIResponse(responseCode = "200", description = "Mean and deviation by feature and method")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "409", description = "The model is not completed")
  public Uni<ImportanceView> importance(UUID id) {
    return models.importance(id);
  }

  @GET
  @Path("models/{id}/lineage")
  @RolesAllowed(Roles.VIEWER)
  @Operation(operationId = "getModelLineage", summary = "Ancestors, children and retrains")
  @APIResponse(responseCode = "200", description = "The relatives that still exist")
  @APIResponse(responseCode = "404", description = "No such model")
  public Uni<LineageView> lineage(UUID id) {
    return models.lineage(id);
  }

  @DELETE
  @Path("models/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "deleteModel",
      summary = "Deletes record, importances and bundle in one transaction",
      description = "A model with an alias or a promotion history stays.")
  @APIResponse(responseCode = "200", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "409", description = "It runs, serves or has served")
  public Uni<DeletedView> delete(
      UUID id,
      @QueryParam("force")
          @DefaultValue("false")
          @Parameter(description = "Cancel a training that waits or runs first")
          boolean force) {
    return deletion.delete(id, force).replaceWith(() -> new DeletedView("deleted", id));
  }

  @DELETE
  @Path("models/all")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      operationId = "deleteAllModels",
      summary = "Deletes every model that neither runs nor serves nor has served")
  @APIResponse(responseCode = "200", description = "How many went, and which stay and why")
  public Uni<SweepView> deleteAll() {
    return deletion.deleteAll().map(SweepView::of);
  }
}
