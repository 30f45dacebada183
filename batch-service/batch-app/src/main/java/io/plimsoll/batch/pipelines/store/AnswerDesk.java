package io.plimsoll.batch.pipelines.store;

import io.plimsoll.batch.pipelines.core.Answers;
import io.plimsoll.batch.pipelines.core.CommandSigner;
import io.plimsoll.batch.pipelines.core.Fact;
import io.plimsoll.batch.pipelines.core.RunFacts;
import io.plimsoll.batch.pipelines.core.StoredRun;
import io.plimsoll.batch.pipelines.core.StoredStep;
import io.plimsoll.batchkernel.pipeline.StepAnswer;
import io.plimsoll.batchkernel.pipeline.StepRun;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives the owners' answers to the steps that wait for them, and advances their runs.
 *
 * <p>An answer finds its step by correlation, or by the model or simulation it is about: a step may
 * wait for something that somebody else asked for first. Runs are locked in the order of their ids.
 */
@ApplicationScoped
public class AnswerDesk {
  private final RunKeeper runs;
  private final PgRuns rows;
  private final PgSteps steps;
  private final PgOutcomes outcomes;
  private final Outbox outbox;
  private final CommandSigner signer;

  AnswerDesk(
      RunKeeper runs,
      PgRuns rows,
      PgSteps steps,
      PgOutcomes outcomes,
      Outbox outbox,
      CommandSigner signer) {
    this.runs = runs;
    this.rows = rows;
    this.steps = steps;
    this.outcomes = outcomes;
    this.outbox = outbox;
    this.signer = signer;
  }

  /** Takes a fact in; one that answers nothing passes. */
  public Uni<Void> take(SqlConnection connection, Fact fact) {
    if (!Answers.isAnswer(fact)) {
      return Uni.createFrom().voidItem();
    }
    String made = Answers.made(fact);
    return (made.isEmpty() ? Uni.createFrom().voidItem() : outcomes.lock(connection, made))
        .chain(() -> keepOutcome(connection, fact, made))
        .chain(() -> steps.concerned(connection, fact.step(), made))
        .chain(concerned -> answer(connection, fact, concerned));
  }

  /**
   * Simulations answer a repeated request with the result itself; models only say they are there.
   */
  private Uni<Void> keepOutcome(SqlConnection connection, Fact fact, String made) {
    return fact.owner().equals("training") && Answers.isOutcome(fact) && !made.isEmpty()
        ? outcomes.put(
            connection, new PgOutcomes.Outcome(fact.owner(), made, fact.name(), fact.body()))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> answer(SqlConnection connection, Fact fact, List<PgSteps.Concerned> concerned) {
    Map<UUID, List<UUID>> byRun =
        concerned.stream()
            .collect(
                Collectors.groupingBy(
                    PgSteps.Concerned::run,
                    TreeMap::new,
                    Collectors.mapping(PgSteps.Concerned::step, Collectors.toList())));
    Uni<Void> answered = Uni.createFrom().voidItem();
    for (Map.Entry<UUID, List<UUID>> run : byRun.entrySet()) {
      answered =
          answered
              .chain(() -> runs.getLocked(connection, run.getKey()))
              .chain(locked -> answer(connection, fact, locked, run.getValue()));
    }
    return answered;
  }

  private Uni<Void> answer(
      SqlConnection connection, Fact fact, StoredRun run, List<UUID> concerned) {
    return steps
        .of(connection, run.id())
        .chain(all -> {
          Uni<Void> answered = Uni.createFrom().voidItem();
          for (StoredStep step : all) {
            if (concerned.contains(step.id())) {
              answered = answered.chain(() -> answer(connection, fact, run, step));
            }
          }
          return answered;
        })
        .chain(() -> runs.advance(connection, run))
        .replaceWithVoid();
  }

  private Uni<Void> answer(SqlConnection connection, Fact fact, StoredRun run, StoredStep step) {
    Optional<StepAnswer> found = Answers.find(fact, step.state().ticket().command());
    if (found.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    if (step.state() instanceof StepRun.Cancelled(var ticket)
        && found.get() instanceof StepAnswer.Accepted(String made, boolean duplicate)) {
      List<OutgoingEvent> late =
          duplicate
              ? List.of()
              : RunFacts.cancellation(step.id(), ticket.command(), made).map(signer::sign).stream()
                  .toList();
      return outbox.append(connection, late);
    }
    StepRun next = found.get().appliedTo(step.state());
    return next.equals(step.state())
        ? Uni.createFrom().voidItem()
        : move(connection, fact, run, new Moved(step, next));
  }

  private Uni<Void> move(SqlConnection connection, Fact fact, StoredRun run, Moved moved) {
    String made = Answers.made(fact);
    Uni<Void> noted =
        steps
            .move(connection, moved.step().id(), moved.next())
            .chain(() ->
                made.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : steps.noteMade(connection, moved.step().id(), made));
    return switch (moved.next()) {
      case StepRun.Accepted(_, String subject, boolean duplicate) ->
          duplicate
              ? noted.chain(() -> takeOutcome(connection, fact.owner(), subject, run, moved))
              : noted;
      case StepRun.Sent _,
          StepRun.Completed _,
          StepRun.Failed _,
          StepRun.Skipped _,
          StepRun.Cancelled _ ->
          noted.chain(() ->
              rows.tell(
                  connection,
                  run,
                  List.of(RunFacts.ended(run, moved.step().id(), moved.next(), made))));
    };
  }

  private Uni<Void> takeOutcome(
      SqlConnection connection, String owner, String subject, StoredRun run, Moved waiting) {
    return outcomes
        .find(connection, owner, subject)
        .chain(outcome ->
            outcome
                .map(known -> new Fact("", known.owner(), known.type(), "", known.body()))
                .map(known -> answer(connection, known, run, waiting.step().in(waiting.next())))
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private record Moved(StoredStep step, StepRun next) {}
}
