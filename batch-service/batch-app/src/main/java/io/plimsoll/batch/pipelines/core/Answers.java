package io.plimsoll.batch.pipelines.core;

import io.plimsoll.batchkernel.pipeline.StepAnswer;
import io.plimsoll.batchkernel.pipeline.StepCommand;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a fact means for the steps that wait. */
public final class Answers {
  private static final String ID = "id";

  private Answers() {}

  /** Whether a fact can answer any step at all. */
  public static boolean isAnswer(Fact fact) {
    return Arrays.stream(StepCommand.values()).anyMatch(command -> find(fact, command).isPresent());
  }

  /** Whether a fact tells how the work of another service ended, for good. */
  public static boolean isOutcome(Fact fact) {
    return Arrays.stream(StepCommand.values())
        .anyMatch(command ->
            belongs(fact, command)
                && switch (command.answerOf(fact.name())) {
                  case COMPLETED, FAILED -> true;
                  case ACCEPTED, REJECTED, NONE -> false;
                });
  }

  /** What a fact is about: what its step makes; empty where it does not say. */
  public static String made(Fact fact) {
    return Arrays.stream(StepCommand.values())
        .filter(command -> belongs(fact, command))
        .map(command -> made(fact, command))
        .filter(made -> !made.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String made(Fact fact, StepCommand command) {
    return switch (command.answerOf(fact.name())) {
      case ACCEPTED -> fact.text(ID);
      case COMPLETED, FAILED -> fact.text(command.subjectMember());
      case REJECTED, NONE -> "";
    };
  }

  /** What a fact says to a step that carries a command, if it says anything. */
  public static Optional<StepAnswer> find(Fact fact, StepCommand command) {
    if (!belongs(fact, command)) {
      return Optional.empty();
    }
    return switch (command.answerOf(fact.name())) {
      case ACCEPTED -> Optional.of(accepted(fact, command));
      case COMPLETED -> Optional.of(new StepAnswer.Completed(fact.body()));
      case FAILED -> Optional.of(new StepAnswer.Failed(failure(fact)));
      case REJECTED -> Optional.of(new StepAnswer.Failed(refusal(fact)));
      case NONE -> Optional.empty();
    };
  }

  /** What was there before and is complete is the result itself; no other fact need follow. */
  private static StepAnswer accepted(Fact fact, StepCommand command) {
    boolean duplicate = Boolean.TRUE.equals(fact.body().get("duplicate"));
    return duplicate && fact.text("status").equals("completed")
        ? new StepAnswer.Completed(Map.of(command.subjectMember(), fact.text(ID)))
        : new StepAnswer.Accepted(fact.text(ID), duplicate);
  }

  private static boolean belongs(Fact fact, StepCommand command) {
    return command.owner().name().toLowerCase(Locale.ROOT).equals(fact.owner());
  }

  private static String failure(Fact fact) {
    String error = fact.text("error");
    return error.isEmpty() ? fact.name() : error;
  }

  private static String refusal(Fact fact) {
    if (fact.body().get("problem") instanceof Map<?, ?> problem) {
      Object detail = problem.get("detail") == null ? problem.get("title") : problem.get("detail");
      return "refused: " + detail;
    }
    return "refused";
  }
}
