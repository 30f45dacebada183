package io.plimsoll.simulation.simulations.http;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.simulation.simulations.SimulationStore;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Ranks simulations, and clears them. Wholly reactive. */
@Path("/history")
public class LeaderboardResource {
  private static final int MOST_TRADES = 1_000_000;
  private static final int TOP = 15;

  private final SimulationStore store;
  private final SimulationViews views;

  LeaderboardResource(SimulationStore store, SimulationViews views) {
    this.store = store;
    this.views = views;
  }

  @GET
  @Path("/top")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Completed simulations by SQN, best first, with the deflated Sharpe ratio")
  public Uni<Page<SimulationView>> top(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("offset") @Nullable String offset,
      @QueryParam("min_trades") @Nullable String minTrades) {
    PageParams page =
        PageParams.of(
            PageParams.whole("limit", limit, 1, PageParams.MAX_LIMIT, TOP),
            PageParams.whole("offset", offset, 0, PageParams.MAX_OFFSET, 0));
    int least = PageParams.whole("min_trades", minTrades, 0, MOST_TRADES, 0);
    return store.top(least, page).chain(views::page);
  }

  @DELETE
  @Path("/all")
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Delete every finished simulation; trials and looks at holdouts stay")
  public Uni<DeletedView> deleteAll() {
    return store.deleteAll().map(DeletedView::new);
  }

  /** How many records were deleted. */
  public record DeletedView(int deleted) {}
}
