package io.plimsoll.batch.pipelines.store;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.TimeOrderedId;
import io.plimsoll.batch.pipelines.core.CommandSigner;
import io.plimsoll.batch.pipelines.core.RunFacts;
import io.plimsoll.batch.pipelines.core.RunRequest;
import io.plimsoll.batch.pipelines.core.StoredPipeline;
import io.plimsoll.batch.pipelines.core.StoredRun;
import io.plimsoll.batch.pipelines.core.StoredStep;
import io.plimsoll.batch.pipelines.core.TriggerKind;
import io.plimsoll.batchkernel.pipeline.PipelineParameters;
import io.plimsoll.batchkernel.pipeline.PipelinePlan;
import io.plimsoll.batchkernel.pipeline.PipelineProgress;
import io.plimsoll.batchkernel.pipeline.PipelineRun;
import io.plimsoll.batchkernel.pipeline.RunContext;
import io.plimsoll.batchkernel.pipeline.StepRun;
import io.plimsoll.contracts.batch.PipelineAction;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Moves runs: opens them, advances them by what the kernel plans, stops, resumes and cancels them.
 *
 * <p>All of it happens in the caller's transaction, under the lock of the run's row, and all a run
 * is stands in the database: whoever dies in between, the next one sees either nothing of a move or
 * the whole of it, with its commands and facts.
 */
@ApplicationScoped
public class RunKeeper {
  private final PgPipelines pipelines;
  private final PgRuns runs;
  private final PgSteps steps;
  private final Outbox outbox;
  private final CommandSigner signer;

  RunKeeper(
      PgPipelines pipelines, PgRuns runs, PgSteps steps, Outbox outbox, CommandSigner signer) {
    this.pipelines = pipelines;
    this.runs = runs;
    this.steps = steps;
    this.outbox = outbox;
    this.signer = signer;
  }

  /** Starts a run, or gives the one that its occurrence started before. */
  public Uni<CommandAnswer> open(SqlConnection connection, RunRequest request) {
    return pipelines
        .getNewest(connection, request.pipeline())
        .map(pipeline -> new Opening(pipeline, newRun(pipeline, request)))
        .chain(opening -> add(connection, opening, request));
  }

  private static StoredRun newRun(StoredPipeline pipeline, RunRequest request) {
    TriggerKind kind = request.cause().kind();
    boolean requested = kind == TriggerKind.HTTP || kind == TriggerKind.KAFKA;
    if (requested && !pipeline.definition().startsByRequest()) {
      throw new StateConflict(
          "pipeline %s: no http trigger (expected: one, to be started by request)"
              .formatted(pipeline.name()));
    }
    UUID id = TimeOrderedId.next();
    Map<String, Object> parameters =
        switch (pipeline.definition().parameters().complete(request.parameters())) {
          case PipelineParameters.Outcome.Complete(Map<String, Object> values) -> values;
          case PipelineParameters.Outcome.Faulty(String parameter, String detail) ->
              throw new Rejected(
                  "parameters." + parameter, "parameters.%s: %s".formatted(parameter, detail));
        };
    return new StoredRun(
        id,
        pipeline.name(),
        pipeline.version(),
        new StoredRun.Audit(kind.text(), request.startedBy(), Instant.MAX, Instant.MAX),
        new RunContext(id.toString(), parameters, request.cause().event()),
        new PipelineRun.Running());
  }

  private Uni<CommandAnswer> add(SqlConnection connection, Opening opening, RunRequest request) {
    return runs.add(connection, opening.run(), request)
        .chain(isNew ->
            isNew
                ? begin(connection, opening)
                : runs.getByCause(connection, request.pipeline(), request.cause().key())
                    .map(run -> answer(run, true)));
  }

  private Uni<CommandAnswer> begin(SqlConnection connection, Opening opening) {
    return runs.tell(connection, opening.run(), List.of(RunFacts.started(opening.run())))
        .chain(() -> advance(connection, opening.run()))
        .replaceWith(answer(opening.run(), false));
  }

  private static CommandAnswer answer(StoredRun run, boolean duplicate) {
    Fingerprint fingerprint =
        Fingerprint.of(
            Map.of(
                "pipeline", run.pipeline(),
                "version", run.version(),
                "parameters", run.context().parameters()));
    return new CommandAnswer(run.id(), fingerprint.hex(), duplicate);
  }

  /** Stops, resumes or cancels a run. */
  public Uni<StoredRun> control(SqlConnection connection, UUID id, PipelineAction action) {
    return getLocked(connection, id)
        .chain(run ->
            switch (action) {
              case STOP -> stop(connection, run);
              case RESUME -> resume(connection, run);
              case CANCEL -> cancel(connection, run);
            });
  }

  private Uni<StoredRun> stop(SqlConnection connection, StoredRun run) {
    return switch (run.state()) {
      case PipelineRun.Running running -> moveAndAdvance(connection, run.in(running.stop()));
      case PipelineRun.Stopping _, PipelineRun.Stopped _ -> Uni.createFrom().item(run);
      case PipelineRun.Completed _, PipelineRun.Failed _, PipelineRun.Cancelled _ -> refuse(run);
    };
  }

  private Uni<StoredRun> resume(SqlConnection connection, StoredRun run) {
    return switch (run.state()) {
      case PipelineRun.Stopping stopping -> moveAndAdvance(connection, run.in(stopping.resume()));
      case PipelineRun.Stopped stopped -> moveAndAdvance(connection, run.in(stopped.resume()));
      case PipelineRun.Running _ -> Uni.createFrom().item(run);
      case PipelineRun.Completed _, PipelineRun.Failed _, PipelineRun.Cancelled _ -> refuse(run);
    };
  }

  private Uni<StoredRun> cancel(SqlConnection connection, StoredRun run) {
    return switch (run.state()) {
      case PipelineRun.Running running -> giveUp(connection, run.in(running.cancel()));
      case PipelineRun.Stopping stopping -> giveUp(connection, run.in(stopping.cancel()));
      case PipelineRun.Stopped stopped -> giveUp(connection, run.in(stopped.cancel()));
      case PipelineRun.Cancelled _ -> Uni.createFrom().item(run);
      case PipelineRun.Completed _, PipelineRun.Failed _ -> refuse(run);
    };
  }

  private static Uni<StoredRun> refuse(StoredRun run) {
    String status = RunFacts.statusOf(run.state());
    return Uni.createFrom()
        .failure(
            new StateConflict(
                "run %s: %s (expected: one that has not ended)".formatted(run.id(), status),
                Map.of("status", status)));
  }

  private Uni<StoredRun> moveAndAdvance(SqlConnection connection, StoredRun run) {
    return runs.move(connection, run).chain(() -> advance(connection, run));
  }

  private Uni<StoredRun> giveUp(SqlConnection connection, StoredRun run) {
    return runs.move(connection, run)
        .chain(() -> steps.of(connection, run.id()))
        .chain(all -> giveUp(connection, run, all))
        .replaceWith(run);
  }

  private Uni<Void> giveUp(SqlConnection connection, StoredRun run, List<StoredStep> all) {
    List<OutgoingEvent> cancellations = new ArrayList<>();
    List<Object> facts = new ArrayList<>();
    Uni<Void> given = Uni.createFrom().voidItem();
    for (StoredStep step : all) {
      StepRun next =
          switch (step.state()) {
            case StepRun.Sent sent -> sent.cancel();
            case StepRun.Accepted accepted -> {
              cancellation(step, accepted).map(signer::sign).ifPresent(cancellations::add);
              yield accepted.cancel();
            }
            case StepRun.Completed _, StepRun.Failed _, StepRun.Skipped _, StepRun.Cancelled _ ->
                step.state();
          };
      if (step.state().isInFlight()) {
        facts.add(RunFacts.ended(run, step.id(), next, step.made()));
        given = given.chain(() -> steps.move(connection, step.id(), next));
      }
    }
    return given
        .chain(() -> runs.tell(connection, run, facts))
        .chain(() -> outbox.append(connection, cancellations));
  }

  /** What was there before the run asked for it belongs to others too, and is left alone. */
  private static Optional<OutgoingEvent> cancellation(StoredStep step, StepRun.Accepted accepted) {
    return accepted.duplicate()
        ? Optional.empty()
        : RunFacts.cancellation(step.id(), accepted.ticket().command(), accepted.subject());
  }

  Uni<StoredRun> getLocked(SqlConnection connection, UUID id) {
    return runs.lock(connection, id)
        .map(found -> found.orElseThrow(() -> new NotFound("pipeline run", id)));
  }

  /** Does what is next in a run whose row this transaction has locked or made. */
  Uni<StoredRun> advance(SqlConnection connection, StoredRun run) {
    return pipelines
        .get(connection, run.pipeline(), run.version())
        .chain(pipeline ->
            steps.of(connection, run.id()).map(existing -> plan(run, pipeline, existing)))
        .chain(plan -> carryOut(connection, run, plan));
  }

  private static PipelinePlan plan(
      StoredRun run, StoredPipeline pipeline, List<StoredStep> existing) {
    List<StepRun> states = existing.stream().map(StoredStep::state).toList();
    return switch (run.state()) {
      case PipelineRun.Running running ->
          PipelineProgress.plan(running, pipeline.definition(), run.context(), states);
      case PipelineRun.Stopping stopping ->
          PipelineProgress.plan(stopping, pipeline.definition(), run.context(), states);
      case PipelineRun.Stopped _,
          PipelineRun.Completed _,
          PipelineRun.Failed _,
          PipelineRun.Cancelled _ ->
          new PipelinePlan(List.of(), run.state());
    };
  }

  private Uni<StoredRun> carryOut(SqlConnection connection, StoredRun run, PipelinePlan plan) {
    StoredRun next = run.in(plan.run());
    Uni<Void> begun =
        plan.added().isEmpty()
            ? Uni.createFrom().voidItem()
            : steps
                .add(connection, run.id(), plan.added())
                .chain(added -> begin(connection, run, plan.added(), added));
    return plan.run().equals(run.state())
        ? begun.replaceWith(next)
        : begun.chain(() -> runs.move(connection, next)).replaceWith(next);
  }

  private Uni<Void> begin(
      SqlConnection connection, StoredRun run, List<StepRun> planned, Set<UUID> added) {
    List<Object> facts = new ArrayList<>();
    List<OutgoingEvent> commands = new ArrayList<>();
    for (StepRun step : planned) {
      UUID id = UUID.fromString(step.ticket().id(run.id().toString()));
      if (added.contains(id)) {
        facts.add(RunFacts.begun(run, id, step));
        if (step.isInFlight()) {
          commands.add(signer.sign(RunFacts.command(id, step.ticket())));
        }
      }
    }
    return runs.tell(connection, run, facts).chain(() -> outbox.append(connection, commands));
  }

  private record Opening(StoredPipeline pipeline, StoredRun run) {}
}
