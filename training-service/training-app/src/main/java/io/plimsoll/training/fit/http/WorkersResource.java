package io.plimsoll.training.fit.http;

import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.fit.DescribeWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The worker processes of this instance. */
@Path("/workers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
final class WorkersResource {
  private final DescribeWorkers workers;

  WorkersResource(DescribeWorkers workers) {
    this.workers = workers;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "listWorkers",
      summary = "The worker processes of the instance that answers: pid, memory, task")
  public Uni<WorkersView> list() {
    return Uni.createFrom().item(() -> WorkersView.of(workers.describe()));
  }
}
