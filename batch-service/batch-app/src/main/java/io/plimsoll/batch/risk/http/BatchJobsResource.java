package io.plimsoll.batch.risk.http;

import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/admin/batch/jobs")
@Tag(name = "Risk")
final class BatchJobsResource {
  private final RiskViews views;

  BatchJobsResource(RiskViews views) {
    this.views = views;
  }

  @GET
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "The jobs of all nights, newest first")
  public Uni<Page<Map<String, Object>>> jobs(@BeanParam PageParams page) {
    return views
        .jobs(new RiskViews.Range(page.limit(), page.offset()))
        .map(found -> Page.of(found.items(), found.total(), page));
  }
}
