package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.CsvPages;
import io.plimsoll.batch.CsvRows;
import io.plimsoll.batch.sites.core.SiteScanProcessor;
import io.plimsoll.batch.sites.store.PgSites;
import io.plimsoll.batch.sites.store.PgSites.Site;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What scans found, the newest of each site. Wholly reactive. */
@Path("/api/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sites")
public class SitesResource {
  private static final int LONGEST_QUERY = 200;

  private final SqlWork work;
  private final PgSites sites;

  SitesResource(SqlWork work, PgSites sites) {
    this.work = work;
    this.sites = sites;
  }

  /** Sites that a search finds, by domain. */
  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Scanned sites, by words of what was found or by a part of the domain")
  public Uni<Page<SiteView>> list(
      @QueryParam("q") @Nullable String q, @BeanParam PageParams params) {
    Optional<String> query = query(q);
    int limit = params.limit();
    int offset = params.offset();
    return work.reading(connection ->
        sites
            .count(connection, query)
            .chain(total ->
                sites
                    .page(connection, query, limit, offset)
                    .map(page -> Page.of(page, total, params).map(SiteView::of))));
  }

  /** The same as a file. */
  @GET
  @Path("/export")
  @Produces("text/csv")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "The same as CSV, whole; no cell is a formula")
  public Multi<String> export(@QueryParam("q") @Nullable String q) {
    Optional<String> query = query(q);
    List<String> header = new ArrayList<>(SiteScanProcessor.COLUMNS);
    header.add("scanned_at");
    return CsvPages.of(
        CsvRows.row(header),
        last ->
            work.reading(connection ->
                sites.after(connection, query, last.map(Site::domain).orElse(""), CsvPages.ROWS)),
        SitesResource::row);
  }

  private static String row(Site site) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (String column : SiteScanProcessor.COLUMNS) {
      cells.add(site.report().getValue(column));
    }
    cells.add(site.scannedAt());
    return CsvRows.row(cells);
  }

  private static Optional<String> query(@Nullable String q) {
    if (q == null || q.isBlank()) {
      return Optional.empty();
    }
    if (q.length() > LONGEST_QUERY || q.indexOf('\u0000') >= 0) {
      throw new Malformed("q", "q: over 200 characters, or a NUL among them");
    }
    return Optional.of(q.strip());
  }
}
