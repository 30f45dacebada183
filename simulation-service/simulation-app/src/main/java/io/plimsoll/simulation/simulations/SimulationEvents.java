package io.plimsoll.simulation.simulations;

import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Problem;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.simulation.SimulationCommandAccepted;
import io.plimsoll.contracts.simulation.SimulationCommandRejected;
import io.plimsoll.contracts.simulation.SimulationCompleted;
import io.plimsoll.contracts.simulation.SimulationFailed;
import io.plimsoll.platform.outbox.OutgoingEvent;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** The events of {@code simulation.events.v1}. */
public final class SimulationEvents {
  private static final String OWNER = "simulation";

  private SimulationEvents() {}

  /** A simulation is computed and stored, or was. */
  static OutgoingEvent completed(
      SimulationRecord record, Map<String, Double> stats, OptionalInt looks, boolean duplicate) {
    return OutgoingEvent.of(
        Topics.SIMULATION_EVENTS,
        record.id().toString(),
        new SimulationCompleted(
            record.id(),
            record.identity().fingerprint(),
            record.subject().modelId(),
            record.subject().ticker(),
            record.subject().timeframe(),
            record.subject().span().json(),
            stats,
            looks.isPresent() ? (Integer) looks.getAsInt() : null,
            duplicate));
  }

  /** A simulation ended without a result. */
  static OutgoingEvent failed(SimulationRecord record, String error) {
    return OutgoingEvent.of(
        Topics.SIMULATION_EVENTS,
        record.id().toString(),
        new SimulationFailed(
            record.id(),
            record.identity().fingerprint(),
            record.subject().modelId(),
            record.subject().ticker(),
            error));
  }

  /** A command was taken on. */
  static OutgoingEvent accepted(
      String command, String commandId, UUID id, String fingerprint, boolean duplicate) {
    return answer(
        command + "Accepted",
        commandId,
        new SimulationCommandAccepted(commandId, id, fingerprint, duplicate));
  }

  /** A command was refused. */
  public static OutgoingEvent rejected(String command, String commandId, Problem problem) {
    return answer(
        command + "Rejected", commandId, new SimulationCommandRejected(commandId, problem));
  }

  private static OutgoingEvent answer(String name, String commandId, Object body) {
    return OutgoingEvent.of(
            Topics.SIMULATION_EVENTS, new EventType(OWNER, name, 1), commandId, body)
        .correlatedWith(commandId)
        .causedBy(commandId);
  }

  /** The event once for each command that waits for it, or once for nobody in particular. */
  static List<OutgoingEvent> forEach(OutgoingEvent event, List<String> commands) {
    return commands.isEmpty()
        ? List.of(event)
        : commands.stream()
            .map(command -> event.withId(UUID.randomUUID()).correlatedWith(command))
            .toList();
  }
}
