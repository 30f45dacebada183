package io.plimsoll.simulation.simulations.http;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.simulation.simulations.VerifySimulation;
import io.plimsoll.simulation.simulations.VerifySimulation.Verification;
import io.plimsoll.simulation.simulations.core.EquityTable;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Shows one simulation. Wholly reactive. */
@Path("/simulations/{id}")
public class SimulationsResource {
  private static final int FEWEST_POINTS = 4;
  private static final int MOST_POINTS = 1_000_000;

  private final SimulationViews views;
  private final VerifySimulation verifying;

  SimulationsResource(SimulationViews views, VerifySimulation verifying) {
    this.views = views;
    this.verifying = verifying;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "One simulation without its trades and its equity")
  public Uni<SimulationView> simulation(@PathParam("id") UUID id) {
    return views.view(id);
  }

  @GET
  @Path("/trades")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The round trips in the order of their exits")
  public Uni<Page<TradeView>> trades(@PathParam("id") UUID id, @BeanParam PageParams page) {
    int limit = page.limit();
    int offset = page.offset();
    return views
        .view(id)
        .chain(() -> views.trades(id))
        .map(trades -> Page.of(trades.rows(offset, limit), trades.size(), page).map(TradeView::of));
  }

  @GET
  @Path("/equity")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The account at every bar, as columns; fewer points keep every extreme")
  public Uni<EquityTable.Columns> equity(
      @PathParam("id") UUID id, @QueryParam("points") @Nullable String points) {
    int most = PageParams.whole("points", points, FEWEST_POINTS, MOST_POINTS, MOST_POINTS);
    return views.view(id).chain(() -> views.equity(id)).map(equity -> equity.columns(most));
  }

  @GET
  @Path("/tearsheet")
  @Produces(MediaType.TEXT_HTML)
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The simulation on one page of HTML, without scripts")
  public Uni<String> tearsheet(@PathParam("id") UUID id) {
    return views
        .view(id)
        .chain(view -> views.equity(id).map(equity -> TearSheet.html(view, equity)));
  }

  @POST
  @Path("/verify")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Compute it again and compare the result's hash")
  public Uni<Verification> verify(@PathParam("id") UUID id) {
    return verifying.verify(id);
  }
}
