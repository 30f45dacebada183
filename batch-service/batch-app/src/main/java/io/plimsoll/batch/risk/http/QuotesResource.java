package io.plimsoll.batch.risk.http;

import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/market-data/quotes")
@Tag(name = "market data")
final class QuotesResource {
  private final RiskViews views;
  private final CurrentActor actor;

  QuotesResource(RiskViews views, CurrentActor actor) {
    this.views = views;
    this.actor = actor;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Store closing prices of options and forwards",
      description = "A later price of the same instrument and date takes the earlier one's place.")
  public Uni<StoredView> store(@Nullable QuotesBody body) {
    if (body == null) {
      throw new Malformed("The body is empty (expected: date and quotes as JSON)");
    }
    SortedMap<String, BigDecimal> quotes = body.checked();
    LocalDate date = body.date();
    if (date == null) {
      throw new Malformed("date", "date: absent (expected: the session's date)");
    }
    return views.quote(date, quotes, actor.get().name()).map(StoredView::new);
  }

  /**
   * How many quotes were stored.
   *
   * @param stored new and replaced ones
   */
  record StoredView(int stored) {}
}
