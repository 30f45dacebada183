package io.plimsoll.training.marketdata.http;

import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.marketdata.Series;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be trained on. */
@Path("/symbols")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Market data")
final class SymbolsResource {
  private final Prices prices;

  SymbolsResource(Prices prices) {
    this.prices = prices;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "listSymbols",
      summary = "Symbols with their timeframes, first and last bar, count and data hash",
      description =
          "The service's own copy of the bars. A timeframe that is not listed is made from the "
              + "coarsest finer one when it is asked for.")
  public Uni<SymbolsView> list() {
    return prices.series().map(SymbolsResource::view);
  }

  private static SymbolsView view(List<Series> series) {
    return new SymbolsView(series.stream().map(SeriesView::of).toList(), series.size());
  }
}
