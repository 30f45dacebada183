package io.plimsoll.platform.health;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code GET /health}, which answers from memory while work runs and the database is away. */
@Path("/health")
@Tag(name = "operations")
public class HealthResource {
  private final Examination examination;

  HealthResource(Examination examination) {
    this.examination = examination;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  @Operation(summary = "Whether the service is well, and why not")
  @APIResponse(responseCode = "200", description = "healthy")
  @APIResponse(responseCode = "503", description = "degraded: at least one check is down")
  public Uni<RestResponse<HealthReport>> health() {
    return examination
        .report()
        .map(report ->
            RestResponse.status(
                report.isHealthy()
                    ? RestResponse.Status.OK
                    : RestResponse.Status.SERVICE_UNAVAILABLE,
                report));
  }
}
