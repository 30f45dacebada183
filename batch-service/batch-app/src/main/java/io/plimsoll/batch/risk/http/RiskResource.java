package io.plimsoll.batch.risk.http;

import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.batch.risk.core.RiskViews.Finding;
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
import java.util.Locale;
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
  @Path("/{id}/factors")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "What moves the portfolio",
      description = "Its exposure to each factor, and the betas of its underlyings.")
  public Uni<Map<String, Object>> factors(
      @PathParam("id") long id, @QueryParam("as_of") @Nullable String asOf) {
    return finding(id, asOf, Finding.FACTORS);
  }

  @GET
  @Path("/{id}/market-risk")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Gains at moves of market and rates; value at risk and shortfall",
      description = "Losses of the tails are positive; the backtest is over the days before.")
  public Uni<Map<String, Object>> marketRisk(
      @PathParam("id") long id, @QueryParam("as_of") @Nullable String asOf) {
    return finding(id, asOf, Finding.MARKET_RISK);
  }

  @GET
  @Path("/{id}/stress")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "Gains in each scenario",
      description = "Direct and correlated, by full revaluation and by factor.")
  public Uni<Map<String, Object>> stress(
      @PathParam("id") long id, @QueryParam("as_of") @Nullable String asOf) {
    return finding(id, asOf, Finding.STRESS);
  }

  @GET
  @Path("/{id}/correlations")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "What moves alike, and how many bets it comes to",
      description = "Studied on Tuesdays, or on the next session: name such a date.")
  public Uni<Map<String, Object>> correlations(
      @PathParam("id") long id, @QueryParam("as_of") @Nullable String asOf) {
    return finding(id, asOf, Finding.CORRELATIONS);
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

  private Uni<Map<String, Object>> finding(long id, @Nullable String asOf, Finding finding) {
    return views
        .finding(id, date(asOf), finding)
        .map(found ->
            found.orElseThrow(() ->
                new NotFound(
                    "No night of portfolio %d with %s is known"
                        .formatted(
                            id, finding.name().toLowerCase(Locale.ROOT).replace('_', ' ')))));
  }

  static Optional<LocalDate> date(@Nullable String text) {
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
