package io.plimsoll.batch.risk.http;

import io.plimsoll.batch.risk.core.RiskReport;
import io.plimsoll.batch.risk.core.WriteReport;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/portfolios/{id}/report")
@Tag(name = "Risk")
final class ReportResource {
  private final WriteReport reports;

  ReportResource(WriteReport reports) {
    this.reports = reports;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, "text/csv"})
  @Operation(
      summary = "The report of a date, or of the newest night",
      description = "As format html (a page without scripts), json or csv; json by itself.")
  public Uni<Response> report(
      @PathParam("id") long id,
      @QueryParam("as_of") @Nullable String asOf,
      @QueryParam("format") @Nullable String format) {
    String wanted = format == null ? "json" : format;
    return switch (wanted) {
      case "html", "json", "csv" ->
          reports.write(id, RiskResource.date(asOf)).map(report -> answer(report, wanted));
      default ->
          throw new Malformed(
              "format", "format: '%s' (expected: html, json or csv)".formatted(wanted));
    };
  }

  private static Response answer(RiskReport report, String format) {
    return switch (format) {
      case "html" ->
          Response.ok(report.toHtml(), "text/html; charset=utf-8")
              .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
              .build();
      case "csv" -> Response.ok(report.toCsv(), "text/csv; charset=utf-8").build();
      default -> Response.ok(report.toTree(), MediaType.APPLICATION_JSON).build();
    };
  }
}
