package io.plimsoll.platform.kafka;

import io.plimsoll.contracts.Topics;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was given up, and its way back. */
@Path("/admin/dead-letters/{topic}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
public class DeadLetterResource {
  private static final int MOST_REPLAYED = 10_000;

  private final DeadLetters letters;

  DeadLetterResource(DeadLetters letters) {
    this.letters = letters;
  }

  /** The dead letters of one topic. */
  public record LettersView(String topic, List<DeadLetter> items) {}

  /** How many went back. */
  public record ReplayView(String topic, int replayed) {}

  @GET
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "The newest dead letters of a topic, newest first")
  public Uni<LettersView> list(
      @PathParam("topic") String topic, @QueryParam("limit") @Nullable String limit) {
    return known(topic)
        .chain(name ->
            letters.list(name, PageParams.whole("limit", limit, 1, PageParams.MAX_LIMIT, 50)))
        .map(items -> new LettersView(topic, items));
  }

  @POST
  @Path("/replay")
  @RolesAllowed(Roles.ADMIN)
  @Operation(
      summary = "Sends this service's dead letters back to their topic",
      description = "Each letter once; one that fails again becomes a new dead letter.")
  public Uni<ReplayView> replay(
      @PathParam("topic") String topic, @QueryParam("limit") @Nullable String limit) {
    return known(topic)
        .chain(name ->
            letters.replay(name, PageParams.whole("limit", limit, 1, MOST_REPLAYED, MOST_REPLAYED)))
        .map(sent -> new ReplayView(topic, sent));
  }

  private static Uni<String> known(String topic) {
    return Uni.createFrom()
        .item(() -> {
          if (Topics.live().stream().noneMatch(live -> live.name().equals(topic))) {
            throw new NotFound("topic", topic);
          }
          return topic;
        });
  }
}
