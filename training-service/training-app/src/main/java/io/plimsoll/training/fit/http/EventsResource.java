package io.plimsoll.training.fit.http;

import io.plimsoll.platform.security.Roles;
import io.plimsoll.training.fit.WatchTraining;
import io.plimsoll.training.fit.WatchTraining.Sight;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A training watched, as server-sent events. */
@Path("/models/{id}/events")
@Tag(name = "Training")
final class EventsResource {
  private final WatchTraining trainings;

  EventsResource(WatchTraining trainings) {
    this.trainings = trainings;
  }

  @GET
  @OfExistingModel
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      operationId = "watchTraining",
      summary = "Status, fold, round and metric as they change, until the training ends",
      description =
          "Each event carries the whole picture. A client that comes back with Last-Event-ID gets "
              + "no event for what it has seen already.")
  @APIResponse(responseCode = "200", description = "The stream, which ends with the training")
  @APIResponse(responseCode = "404", description = "No such model")
  public Multi<OutboundSseEvent> events(
      UUID id, @HeaderParam("Last-Event-ID") @Nullable String lastSeen, Sse sse) {
    return trainings
        .look(id)
        .onItem()
        .transformToMulti(first -> trainings.watch(id, first))
        .filter(sight -> !sight.name().equals(lastSeen))
        .map(sight -> event(sse, sight));
  }

  private static OutboundSseEvent event(Sse sse, Sight sight) {
    return sse.newEventBuilder()
        .id(sight.name())
        .name(sight.status().isTerminal() ? "end" : "progress")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(SightView.class, SightView.of(sight))
        .build();
  }
}
