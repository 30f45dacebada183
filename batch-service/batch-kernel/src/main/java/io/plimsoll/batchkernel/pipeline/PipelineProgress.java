package io.plimsoll.batchkernel.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a run does next, from its definition, what it was started with and the steps it has: a
 * pure function, so whoever asks, and however often, gets the same plan.
 *
 * <p>A step is ready when every step it needs has ended; a skipped one counts as ended and its
 * results as absent. One failed step fails the run. Decisions are taken at once, so one plan may
 * hold a decision and the steps that follow from it. The run's result is that of its last step.
 */
public final class PipelineProgress {
  /** The most doings one step may fan out to. */
  public static final int MAX_FAN_OUT = 1_000;

  private final PipelineDefinition definition;
  private final RunContext context;
  private final Map<String, List<StepRun>> steps = new LinkedHashMap<>();
  private final List<StepRun> added = new ArrayList<>();

  private PipelineProgress(
      PipelineDefinition definition, RunContext context, List<StepRun> existing) {
    this.definition = definition;
    this.context = context;
    definition.steps().forEach(step -> steps.put(step.id(), new ArrayList<>()));
    existing.forEach(step -> doingsOf(step.ticket().step()).add(step));
  }

  /** The plan of a run that may start steps. */
  public static PipelinePlan plan(
      PipelineRun.Running run,
      PipelineDefinition definition,
      RunContext context,
      List<StepRun> existing) {
    PipelineProgress progress = new PipelineProgress(definition, context, existing);
    if (progress.failure().isEmpty()) {
      progress.startWhatIsReady();
    }
    PipelineRun next =
        progress
            .failure()
            .<PipelineRun>map(run::fail)
            .orElseGet(() -> progress.isDone() ? run.complete(progress.result()) : run);
    return new PipelinePlan(progress.added, next);
  }

  /** The plan of a run that stops: nothing is started. */
  public static PipelinePlan plan(
      PipelineRun.Stopping run,
      PipelineDefinition definition,
      RunContext context,
      List<StepRun> existing) {
    PipelineProgress progress = new PipelineProgress(definition, context, existing);
    Optional<String> failure = progress.failure();
    PipelineRun next;
    if (failure.isPresent()) {
      next = run.fail(failure.get());
    } else if (progress.isDone()) {
      next = run.complete(progress.result());
    } else {
      next = existing.stream().anyMatch(StepRun::isInFlight) ? run : run.settle();
    }
    return new PipelinePlan(List.of(), next);
  }

  private void startWhatIsReady() {
    for (StepDefinition step : definition.steps()) {
      if (doingsOf(step.id()).isEmpty() && step.needs().stream().allMatch(this::hasEnded)) {
        List<StepRun> started = start(step);
        doingsOf(step.id()).addAll(started);
        added.addAll(started);
      }
    }
  }

  private List<StepRun> start(StepDefinition step) {
    Map<String, Object> scope = scope();
    StepTicket bare = new StepTicket(step.id(), step.command(), 0, Map.of(), Map.of());
    if (!step.when().isEmpty() && !JsonTree.isGiven(Template.fill(step.when(), scope))) {
      return List.of(new StepRun.Skipped(bare));
    }
    List<Map<String, Object>> combinations = combinations(step, scope);
    if (combinations.isEmpty()) {
      return List.of(new StepRun.Skipped(bare));
    }
    if (combinations.size() > MAX_FAN_OUT) {
      return List.of(
          new StepRun.Failed(
              bare,
              "%d combinations (expected: at most %d)"
                  .formatted(combinations.size(), MAX_FAN_OUT)));
    }
    List<StepRun> started = new ArrayList<>();
    for (Map<String, Object> each : combinations) {
      scope.put("each", each);
      Map<String, Object> body = Template.fillObject(step.with(), scope);
      started.add(begin(new StepTicket(step.id(), step.command(), started.size(), each, body)));
    }
    return started;
  }

  private static StepRun begin(StepTicket ticket) {
    return switch (ticket.command()) {
      case CHOOSE_CANDIDATE -> new StepRun.Completed(ticket, CandidateChoice.of(ticket.body()));
      case JUDGE_HOLDOUT -> new StepRun.Completed(ticket, HoldoutJudgement.of(ticket.body()));
      case TRAIN_MODEL, RETRAIN_MODEL, RUN_SIMULATION, IMPORT_BARS, RUN_RISK ->
          new StepRun.Sent(ticket);
    };
  }

  /** The combinations of the lists, the last name running fastest; equal elements count once. */
  private static List<Map<String, Object>> combinations(
      StepDefinition step, Map<String, Object> scope) {
    List<Map<String, Object>> combinations = List.of(Map.of());
    for (Map.Entry<String, Object> each : step.forEach().entrySet()) {
      List<Object> elements = elements(Template.fill(each.getValue(), scope));
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> combination : combinations) {
        for (Object element : elements) {
          Map<String, Object> one = new LinkedHashMap<>(combination);
          one.put(each.getKey(), element);
          longer.add(one);
        }
        if (longer.size() > MAX_FAN_OUT) {
          return longer;
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private static List<Object> elements(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().distinct().map(Object.class::cast).toList()
        : Optional.ofNullable(value).stream().toList();
  }

  private Map<String, Object> scope() {
    Map<String, Object> results = new HashMap<>();
    for (StepDefinition step : definition.steps()) {
      List<Map<String, Object>> completed = completed(step.id());
      if (step.fansOut()) {
        results.put(step.id(), completed);
      } else if (!completed.isEmpty()) {
        results.put(step.id(), completed.getFirst());
      }
    }
    Map<String, Object> scope = new HashMap<>();
    scope.put("parameters", context.parameters());
    scope.put("event", context.event());
    scope.put("run", Map.of("id", context.id()));
    scope.put("steps", results);
    return scope;
  }

  /** Results in order, each with what it ran over and what it asked for. */
  private List<Map<String, Object>> completed(String step) {
    List<Map<String, Object>> results = new ArrayList<>();
    doingsOf(step).stream()
        .sorted((one, other) -> Integer.compare(one.ticket().ordinal(), other.ticket().ordinal()))
        .forEach(doing -> {
          if (doing instanceof StepRun.Completed(StepTicket ticket, Map<String, Object> result)) {
            Map<String, Object> tree = new LinkedHashMap<>(result);
            if (!ticket.command().isDecision()) {
              tree.put("each", ticket.each());
              tree.put("request", ticket.body());
            }
            results.add(tree);
          }
        });
    return results;
  }

  private Optional<String> failure() {
    return steps.values().stream()
        .flatMap(List::stream)
        .filter(StepRun.Failed.class::isInstance)
        .map(StepRun.Failed.class::cast)
        .map(failed -> "%s%s: %s".formatted(failed.ticket().step(), keyOf(failed), failed.reason()))
        .findFirst();
  }

  private static String keyOf(StepRun step) {
    String key = step.ticket().key();
    return key.isEmpty() ? "" : " " + key;
  }

  private boolean isDone() {
    return definition.steps().stream().map(StepDefinition::id).allMatch(this::hasEnded);
  }

  private boolean hasEnded(String step) {
    List<StepRun> doings = doingsOf(step);
    return !doings.isEmpty() && doings.stream().noneMatch(StepRun::isInFlight);
  }

  private Map<String, Object> result() {
    StepDefinition last = definition.steps().getLast();
    List<Map<String, Object>> results = completed(last.id());
    if (last.fansOut()) {
      return Map.of("results", results);
    }
    return results.isEmpty() ? Map.of() : results.getFirst();
  }

  private List<StepRun> doingsOf(String step) {
    return steps.computeIfAbsent(step, _ -> new ArrayList<>());
  }
}
