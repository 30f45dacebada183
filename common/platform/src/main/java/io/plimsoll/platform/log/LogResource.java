package io.plimsoll.platform.log;

import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code GET /logs}. */
@Path("/logs")
@Tag(name = "operations")
public class LogResource {
  private static final int DEFAULT_LIMIT = 200;

  private final LogRing ring;

  LogResource(LogRing ring) {
    this.ring = ring;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "The newest log lines of this instance, the newest last",
      description = "The header X-Plimsoll-Instance names the instance that answered.")
  public Uni<RestResponse<List<String>>> newest(
      @QueryParam("limit")
          @Parameter(
              description = "How many lines, 1 to the number that is kept",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "200"))
          @Nullable String limit) {
    return Uni.createFrom()
        .item(() -> PageParams.whole("limit", limit, 1, ring.capacity(), DEFAULT_LIMIT))
        .map(ring::newest)
        .map(LogResource::named);
  }

  private static RestResponse<List<String>> named(List<String> lines) {
    return RestResponse.ResponseBuilder.ok(lines)
        .header("X-Plimsoll-Instance", Instance.name())
        .build();
  }
}
