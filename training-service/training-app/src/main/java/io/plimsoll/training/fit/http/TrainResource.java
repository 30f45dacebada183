package io.plimsoll.training.fit.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.Requester;
import io.plimsoll.training.fit.OrderTrainings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Trainings asked for. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
final class TrainResource {
  private static final String RIDGE =
      """
      {"symbol": "AAPL", "algorithm": "ridge_regression", "timeframe": "1d", "horizon": 1,
       "hyperparameters": {"alpha": 1.0}, "split": {"folds": 5, "holdout": 0.15}}\
      """;
  private static final String XGBOOST =
      """
      {"symbol": "BTC-USD", "algorithm": "xgboost_regressor", "timeframe": "5m", "horizon": 3,
       "features": ["returns", "volatility", "rsi_14"], "seed": 7}\
      """;
  private static final String CHILD =
      """
      {"symbol": "AAPL", "algorithm": "ridge_regression",
       "parent_model_id": "0c6c1f2e-3c53-4c5c-9a43-0d0c5ef3b3a1",
       "feature_whitelist": ["return_z_20", "rsi_14", "amihud"]}\
      """;
  private static final String BATCH =
      """
      {"symbol": "AAPL", "algorithm": "ridge_regression",
       "timeframe_oc": "1d", "timeframe_hl": "1d"}\
      """;

  private final OrderTrainings orders;
  private final CurrentActor actor;

  TrainResource(OrderTrainings orders, CurrentActor actor) {
    this.orders = orders;
    this.actor = actor;
  }

  @POST
  @Path("train")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "trainModel",
      summary = "Asks for one model",
      description =
          "Answers at once: 200, as clients of this path expect, and not 202. A configuration that "
              + "a live model has already is answered with that model, and nothing is trained.")
  @APIResponse(
      responseCode = "200",
      description = "The new model, which waits for a worker, or the one that was there before",
      headers = @Header(name = "Location", description = "The model"))
  @APIResponse(responseCode = "400", description = "A body that cannot be read")
  @APIResponse(responseCode = "404", description = "No such parent")
  @APIResponse(responseCode = "409", description = "min_snapshot did not arrive within 30 s")
  @APIResponse(responseCode = "422", description = "A field out of range, unknown symbol and so on")
  public Uni<RestResponse<TrainAnswerView>> train(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = TrainModel.class),
                      examples = {
                        @ExampleObject(name = "ridge", value = RIDGE),
                        @ExampleObject(name = "xgboost", value = XGBOOST)
                      }))
          TrainModel body) {
    return orders.order(body, requester()).map(TrainAnswerView::of).map(TrainResource::located);
  }

  @POST
  @Path("train/batch")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "trainBatch",
      summary = "Asks for four models: of open and close, and of high and low",
      description =
          "The body of POST /train without target_col and timeframe, and with timeframe_oc (1m) "
              + "for open and close and timeframe_hl (1d) for high and low.")
  @APIResponse(responseCode = "200", description = "The group and its four models")
  @APIResponse(responseCode = "400", description = "A body that cannot be read")
  @APIResponse(responseCode = "422", description = "A field out of range, unknown symbol and so on")
  public Uni<BatchAnswerView> trainBatch(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = TrainModel.class),
                      examples = @ExampleObject(name = "ridge", value = BATCH)))
          JsonNode body) {
    BatchBody batch = BatchBody.parse(body, UUID::randomUUID);
    return orders.orderAll(batch.requests(), requester()).map(receipts -> batch.answer(receipts));
  }

  @POST
  @Path("retrain/{id}")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "retrainModel",
      summary = "Asks for the same configuration on the newest data, as a child of the original")
  @APIResponse(responseCode = "200", description = "The new model")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "409", description = "That data was already trained")
  public Uni<RestResponse<TrainAnswerView>> retrain(UUID id, @Nullable RetrainModel body) {
    RetrainModel asked = body == null ? new RetrainModel(id, null, null) : body;
    return orders
        .retrain(new RetrainModel(id, asked.newHoldout(), asked.minSnapshot()), requester())
        .map(receipt -> TrainAnswerView.of(receipt).retrainOf(id))
        .map(TrainResource::located);
  }

  @POST
  @Path("api/train_with_parent")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "trainWithParent",
      summary = "Asks for a child of a model on chosen features",
      description = "POST /train with a required parent_model_id and feature_whitelist.")
  @APIResponse(responseCode = "200", description = "The child")
  @APIResponse(responseCode = "404", description = "No such parent")
  @APIResponse(responseCode = "422", description = "A field out of range, unknown symbol and so on")
  public Uni<RestResponse<TrainAnswerView>> trainWithParent(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = TrainModel.class),
                      examples = @ExampleObject(name = "child", value = CHILD)))
          TrainModel body) {
    ChildBody child = ChildBody.of(body);
    return orders
        .order(child.request(), requester())
        .map(receipt -> TrainAnswerView.of(receipt).childOf(child.parent(), child.features()))
        .map(TrainResource::located);
  }

  @POST
  @Path("fingerprint")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "fingerprint",
      summary = "The identity that a request would have; trains nothing")
  @APIResponse(responseCode = "200", description = "The fingerprint, and the model that has it")
  @APIResponse(responseCode = "422", description = "A field out of range, unknown symbol and so on")
  public Uni<FingerprintView> fingerprint(
      @RequestBody(
              content =
                  @Content(
                      schema = @Schema(implementation = TrainModel.class),
                      examples = @ExampleObject(name = "ridge", value = RIDGE)))
          TrainModel body) {
    return orders
        .identify(body)
        .map(identity ->
            new FingerprintView(
                identity.fingerprint(),
                identity.model().isPresent(),
                identity.model().orElse(null)));
  }

  @POST
  @Path("models/{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(operationId = "cancelTraining", summary = "Ends a training that waits or runs")
  @APIResponse(responseCode = "202", description = "It will end within a second or so")
  @APIResponse(responseCode = "404", description = "No such model")
  @APIResponse(responseCode = "409", description = "It has ended already")
  public Uni<RestResponse<CancelledView>> cancel(UUID id) {
    return orders
        .cancel(id)
        .map(_ ->
            RestResponse.status(RestResponse.Status.ACCEPTED, new CancelledView(id, "cancelling")));
  }

  private Requester requester() {
    return new Requester(actor.get().name(), Optional.empty());
  }

  private static RestResponse<TrainAnswerView> located(TrainAnswerView answer) {
    return RestResponse.ResponseBuilder.ok(answer)
        .location(URI.create("/models/" + answer.id()))
        .build();
  }
}
