package io.plimsoll.batch.risk.http;

import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/portfolios")
@Tag(name = "Risk", description = "What each night found of each portfolio")
final class RiskResource {
  private final RiskViews views;

  RiskResource(RiskViews views) {
    this.views = views;
  }

  @GET
  @Path("/{id}/summary")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "The night of a date, or the newest one",
      description = "NAV, exposures, summed Greeks, and each job with its warnings.")
  public Uni<Map<String, Object>> summary(
      @PathParam("id") long id, @QueryParam("as_of") @Nullable String asOf) {
    return views
        .summary(id, date(asOf))
        .map(found ->
            found.orElseThrow(
                () -> new NotFound("No night of portfolio %d is known".formatted(id))));
  }

  @GET
  @Path("/{id}/greeks")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Value and sensitivities of each position, in its order")
  public Uni<Page<Map<String, Object>>> greeks(
      @PathParam("id") long id,
      @QueryParam("as_of") @Nullable String asOf,
      @BeanParam PageParams page) {
    return views
        .greeks(id, date(asOf), new RiskViews.Range(page.limit(), page.offset()))
        .map(found -> Page.of(found.items(), found.total(), page));
  }

  @GET
  @Path("/{id}/snapshots")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "End-of-day snapshots, newest first")
  public Uni<Page<Map<String, Object>>> snapshots(
      @PathParam("id") long id, @BeanParam PageParams page) {
    return views
        .snapshots(id, new RiskViews.Range(page.limit(), page.offset()))
        .map(found -> Page.of(found.items(), found.total(), page));
  }

  private static Optional<LocalDate> date(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException fault) {
      throw new Malformed("as_of", "as_of: '%s' (expected: a date yyyy-mm-dd)".formatted(text));
    }
  }
}
