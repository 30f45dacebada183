package io.plimsoll.platform.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** {@code POST /admin/rebuild}. Wholly reactive. */
@Path("/admin")
@Tag(name = "operations")
public class RebuildResource {
  private final RebuildReadModels rebuilding;

  RebuildResource(RebuildReadModels rebuilding) {
    this.rebuilding = rebuilding;
  }

  @POST
  @Path("/rebuild")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Drop the copies of others' state and read their topics again",
      description =
          "202 with the work item that does it, the same one while it is under way; 200 with the"
              + " status nothing_to_rebuild from a service that keeps no such copies.")
  public Uni<RestResponse<RebuildView>> rebuild() {
    List<String> topics = rebuilding.topics();
    return topics.isEmpty()
        ? Uni.createFrom().item(() -> RestResponse.ok(RebuildView.nothing()))
        : rebuilding
            .rebuild()
            .map(item ->
                ResponseBuilder.create(Status.ACCEPTED, RebuildView.queued(item.value(), topics))
                    .build());
  }

  /**
   * What is done about it.
   *
   * @param status queued or nothing_to_rebuild
   * @param topics what is read again
   * @param workItem the work item that does it
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record RebuildView(String status, List<String> topics, Optional<String> workItem) {
    public RebuildView {
      topics = List.copyOf(topics);
    }

    static RebuildView nothing() {
      return new RebuildView("nothing_to_rebuild", List.of(), Optional.empty());
    }

    static RebuildView queued(long item, List<String> topics) {
      return new RebuildView("queued", topics, Optional.of(Long.toString(item)));
    }
  }
}
