package io.plimsoll.simulation.simulations.http;

import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.simulation.Models;
import io.plimsoll.simulation.simulations.OpenSimulation;
import io.plimsoll.simulation.simulations.SimulationRecord;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Asks for simulations. Wholly reactive. */
@Path("/api")
public class SimulateResource {
  private final OpenSimulation opening;
  private final SimulationViews views;
  private final Models models;
  private final Prices prices;
  private final CurrentActor actor;

  SimulateResource(
      OpenSimulation opening,
      SimulationViews views,
      Models models,
      Prices prices,
      CurrentActor actor) {
    this.opening = opening;
    this.views = views;
    this.models = models;
    this.prices = prices;
    this.actor = actor;
  }

  @GET
  @Path("/config")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Which models and tickers can be simulated")
  public Uni<ConfigView> config() {
    return models
        .completed()
        .chain(known -> prices.series().map(series -> ConfigView.of(known, series)));
  }

  @POST
  @Path("/simulate")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Simulate a model on a ticker; 202 with Location if it takes over 30 s")
  public Uni<RestResponse<Object>> simulate(RunSimulation body) {
    return opening.run(body, actor.get().name()).chain(this::answer);
  }

  private Uni<RestResponse<Object>> answer(OpenSimulation.Answer answer) {
    SimulationRecord record = answer.record();
    return switch (record.progress().status()) {
      case COMPLETED ->
          views.answer(record, answer.duplicate()).map(view -> RestResponse.ok((Object) view));
      case QUEUED -> Uni.createFrom().item(accepted(record, answer.duplicate()));
      case FAILED, CANCELLED ->
          Uni.createFrom()
              .failure(
                  new StateConflict(
                      "The simulation ended without a result: "
                          + record.progress().error().orElse("no reason is known"),
                      Map.of("simulation_id", record.id().toString())));
    };
  }

  private static RestResponse<Object> accepted(SimulationRecord record, boolean duplicate) {
    Object body =
        new QueuedView(
            record.id(),
            record.identity().fingerprint(),
            record.progress().status().text(),
            duplicate);
    return ResponseBuilder.ok(body)
        .status(RestResponse.Status.ACCEPTED)
        .location(URI.create("/simulations/" + record.id()))
        .build();
  }
}
