package io.plimsoll.simulation.rebuild.http;

import io.plimsoll.platform.security.Roles;
import io.plimsoll.simulation.rebuild.RebuildReadModels;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What administrators may ask. Wholly reactive. */
@Path("/admin")
public class AdminResource {
  private final RebuildReadModels rebuilding;

  AdminResource(RebuildReadModels rebuilding) {
    this.rebuilding = rebuilding;
  }

  @POST
  @Path("/rebuild")
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Drop the copies of models and bars and read their topics again")
  public Uni<RestResponse<RebuildView>> rebuild() {
    return rebuilding
        .rebuild()
        .map(item ->
            ResponseBuilder.create(
                    RestResponse.Status.ACCEPTED,
                    new RebuildView(Long.toString(item.value()), "queued"))
                .build());
  }

  /** The work item that does it. */
  public record RebuildView(String workItem, String status) {}
}
