package io.plimsoll.batch.pipelines.core;

import io.plimsoll.batchkernel.pipeline.PipelineRun;
import io.plimsoll.batchkernel.pipeline.StepCommand;
import io.plimsoll.batchkernel.pipeline.StepRun;
import io.plimsoll.batchkernel.pipeline.StepTicket;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.PipelineCancelled;
import io.plimsoll.contracts.batch.PipelineCompleted;
import io.plimsoll.contracts.batch.PipelineFailed;
import io.plimsoll.contracts.batch.PipelinePromoted;
import io.plimsoll.contracts.batch.PipelineResumed;
import io.plimsoll.contracts.batch.PipelineStarted;
import io.plimsoll.contracts.batch.PipelineStepCompleted;
import io.plimsoll.contracts.batch.PipelineStepStarted;
import io.plimsoll.contracts.batch.PipelineStopped;
import io.plimsoll.contracts.simulation.CancelSimulation;
import io.plimsoll.contracts.training.CancelTraining;
import io.plimsoll.platform.outbox.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a run tells the world, and what it asks of the owners of its steps' commands. */
public final class RunFacts {
  private RunFacts() {}

  /** The run has begun. */
  public static Object started(StoredRun run) {
    return new PipelineStarted(
        run.id(), run.pipeline(), run.version(), run.audit().trigger(), run.context().parameters());
  }

  /** A doing of a step has begun, or was over as it began. */
  public static Object begun(StoredRun run, UUID id, StepRun step) {
    StepTicket ticket = step.ticket();
    return step.isInFlight()
        ? new PipelineStepStarted(
            run.id(), run.pipeline(), id, ticket.step(), ticket.key(), ticket.command().text())
        : ended(run, id, step, "");
  }

  /** A doing of a step has ended. */
  public static Object ended(StoredRun run, UUID id, StepRun step, String made) {
    StepTicket ticket = step.ticket();
    return new PipelineStepCompleted(
        run.id(),
        run.pipeline(),
        id,
        ticket.step(),
        ticket.key(),
        statusOf(step),
        made.isEmpty() ? null : made,
        step instanceof StepRun.Failed(_, String reason) ? reason : null);
  }

  /** The run has come to another state; a promotion is told before the end it belongs to. */
  public static List<Object> moved(StoredRun run) {
    List<Object> facts = new ArrayList<>();
    switch (run.state()) {
      case PipelineRun.Running _ ->
          facts.add(new PipelineResumed(run.id(), run.pipeline(), run.version()));
      case PipelineRun.Stopping _ -> {}
      case PipelineRun.Stopped _ ->
          facts.add(new PipelineStopped(run.id(), run.pipeline(), run.version()));
      case PipelineRun.Cancelled _ ->
          facts.add(new PipelineCancelled(run.id(), run.pipeline(), run.version()));
      case PipelineRun.Failed(String reason) ->
          facts.add(new PipelineFailed(run.id(), run.pipeline(), run.version(), reason));
      case PipelineRun.Completed(Map<String, Object> result) -> {
        promotion(run, result).ifPresent(facts::add);
        facts.add(new PipelineCompleted(run.id(), run.pipeline(), run.version(), result));
      }
    }
    return facts;
  }

  private static Optional<Object> promotion(StoredRun run, Map<String, Object> result) {
    if (Boolean.TRUE.equals(result.get("promoted"))
        && result.get("chosen") instanceof Map<?, ?> chosen
        && chosen.get("model_id") instanceof String model) {
      @SuppressWarnings("unchecked") // a JSON object has texts for keys
      Map<String, Object> tree = (Map<String, Object>) chosen;
      return Optional.of(new PipelinePromoted(run.id(), run.pipeline(), model, tree));
    }
    return Optional.empty();
  }

  /** The command of a doing: its id is the doing's, so that it is taken once. */
  public static OutgoingEvent command(UUID id, StepTicket ticket) {
    StepCommand command = ticket.command();
    return OutgoingEvent.of(commandsTopic(command), typeOf(command), id.toString(), ticket.body())
        .withId(id)
        .correlatedWith(id.toString());
  }

  /** The command that gives up what a doing has in flight, where its owner knows one. */
  public static Optional<OutgoingEvent> cancellation(UUID step, StepCommand command, String made) {
    UUID id = UUID.nameUUIDFromBytes((step + "|cancel").getBytes(StandardCharsets.UTF_8));
    Optional<Object> body =
        switch (command.owner()) {
          case TRAINING -> Optional.of(new CancelTraining(UUID.fromString(made)));
          case SIMULATION -> Optional.of(new CancelSimulation(UUID.fromString(made)));
          case BATCH, MARKET, PIPELINE -> Optional.empty();
        };
    return body.map(contract ->
        OutgoingEvent.of(commandsTopic(command), id.toString(), contract)
            .withId(id)
            .correlatedWith(id.toString()));
  }

  private static Topic commandsTopic(StepCommand command) {
    return switch (command.owner()) {
      case TRAINING -> Topics.TRAINING_COMMANDS;
      case SIMULATION -> Topics.SIMULATION_COMMANDS;
      case BATCH, MARKET, PIPELINE -> Topics.BATCH_COMMANDS;
    };
  }

  private static EventType typeOf(StepCommand command) {
    String owner =
        switch (command.owner()) {
          case TRAINING -> "training";
          case SIMULATION -> "simulation";
          case BATCH, PIPELINE -> "batch";
          case MARKET -> "market";
        };
    return new EventType(owner, command.text(), 1);
  }

  /** The name of a step's state in the database, the API and events. */
  public static String statusOf(StepRun step) {
    return switch (step) {
      case StepRun.Sent _ -> "sent";
      case StepRun.Accepted _ -> "accepted";
      case StepRun.Completed _ -> "completed";
      case StepRun.Failed _ -> "failed";
      case StepRun.Skipped _ -> "skipped";
      case StepRun.Cancelled _ -> "cancelled";
    };
  }

  /** The name of a run's state in the database, the API and events. */
  public static String statusOf(PipelineRun run) {
    return switch (run) {
      case PipelineRun.Running _ -> "running";
      case PipelineRun.Stopping _ -> "stopping";
      case PipelineRun.Stopped _ -> "stopped";
      case PipelineRun.Completed _ -> "completed";
      case PipelineRun.Failed _ -> "failed";
      case PipelineRun.Cancelled _ -> "cancelled";
    };
  }
}
