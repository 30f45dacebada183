package io.plimsoll.simulation.simulations.http;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.simulation.simulations.SimulationStore;
import io.plimsoll.simulation.simulations.SimulationStore.Filter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Lists simulations. Wholly reactive. */
@Path("/api/history")
public class HistoryResource {
  private final SimulationStore store;
  private final SimulationViews views;

  HistoryResource(SimulationStore store, SimulationViews views) {
    this.store = store;
    this.views = views;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Simulations, newest first")
  public Uni<Page<SimulationView>> history(
      @BeanParam PageParams page,
      @QueryParam("model_id") @Nullable String modelId,
      @QueryParam("ticker") @Nullable String ticker) {
    Filter filter =
        new Filter(
            Optional.ofNullable(modelId).map(HistoryResource::id),
            Optional.ofNullable(ticker).map(text -> text.strip().toUpperCase(Locale.ROOT)));
    return store.newest(filter, page).chain(views::page);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new Malformed("model_id", "model_id: not an id (expected: a UUID)");
    }
  }
}
