package io.plimsoll.batchkernel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineProgressTest {
  private static final PipelineDefinition RESEARCH = Pipelines.research();
  private static final RunContext CONTEXT =
      new RunContext(
          "0192f0c4-0000-7000-8000-000000000001",
          Map.of(
              "symbol", "SPY",
              "timeframe", "1d",
              "algorithms", List.of("ridge", "xgboost"),
              "thresholds", List.of(0.0001, 0.0003),
              "training", Map.of("horizon", 2, "symbol", "IGNORED"),
              "criteria", Map.of("sqn", Map.of("min", 3, "max", 5))),
          Map.of());

  @Test
  void startsTheFirstStepOnceForEachElement() {
    PipelinePlan plan = plan(List.of());

    assertThat(plan.run()).isEqualTo(new PipelineRun.Running());
    assertThat(plan.added()).hasSize(2).allMatch(StepRun.Sent.class::isInstance);
    assertThat(plan.added().get(0).ticket().body())
        .isEqualTo(Map.of("symbol", "SPY", "algorithm", "ridge", "horizon", 2));
    assertThat(plan.added().get(1).ticket().key()).isEqualTo("{\"algorithm\":\"xgboost\"}");
  }

  @Test
  void plansNothingNewWhileAnAnswerIsMissing() {
    List<StepRun> steps = new ArrayList<>(plan(List.of()).added());
    answer(steps, 0, new StepAnswer.Completed(Map.of("model_id", "m1")));

    PipelinePlan plan = plan(steps);

    assertThat(plan.added()).isEmpty();
    assertThat(plan.run()).isEqualTo(new PipelineRun.Running());
  }

  @Test
  void fansOutOverModelsAndThresholds() {
    List<StepRun> steps = trained();

    PipelinePlan plan = plan(steps);

    assertThat(plan.added())
        .extracting(step -> step.ticket().body())
        .containsExactly(
            simulation("m1", 0.0001),
            simulation("m1", 0.0003),
            simulation("m2", 0.0001),
            simulation("m2", 0.0003));
  }

  @Test
  void twoAlgorithmsWithOneModelAreSimulatedOnce() {
    List<StepRun> steps = new ArrayList<>(plan(List.of()).added());
    answer(steps, 0, new StepAnswer.Completed(Map.of("model_id", "m1")));
    answer(steps, 1, new StepAnswer.Completed(Map.of("model_id", "m1")));

    PipelinePlan plan = plan(steps);

    assertThat(plan.added()).hasSize(2);
  }

  @Test
  void choosesWritesDownAndLooksAtTheHoldoutInOnePlan() {
    List<StepRun> steps = simulated(1.0, 3.5, 9.0, 2.0);

    PipelinePlan plan = plan(steps);

    assertThat(plan.added()).hasSize(2);
    StepRun.Completed choice = (StepRun.Completed) plan.added().get(0);
    assertThat(choice.result().get("qualified")).isEqualTo(true);
    StepRun.Sent look = (StepRun.Sent) plan.added().get(1);
    assertThat(look.ticket().body()).isEqualTo(Map.of("model_id", "m1", "span", "holdout"));
  }

  @Test
  void completesWithTheJudgement() {
    List<StepRun> steps = simulated(1.0, 3.5, 9.0, 2.0);
    steps.addAll(plan(steps).added());
    answer(
        steps,
        steps.size() - 1,
        new StepAnswer.Completed(
            Map.of("simulation_id", "h", "stats", Map.of("sqn", 1.2), "span", "holdout")));

    PipelinePlan plan = plan(steps);

    PipelineRun.Completed end = (PipelineRun.Completed) plan.run();
    assertThat(end.result().get("promoted")).isEqualTo(true);
    assertThat((List<?>) end.result().get("candidates")).hasSize(4);
    assertThat(end.result().get("holdout"))
        .asInstanceOf(MAP)
        .containsEntry("simulation_id", "h")
        .containsEntry("span", "holdout");
  }

  @Test
  void looksAtNoHoldoutWhereNothingTraded() {
    List<StepRun> steps = new ArrayList<>(trained());
    List<StepRun> simulations = plan(steps).added();
    steps.addAll(simulations);
    for (int i = 2; i < steps.size(); i++) {
      answer(steps, i, new StepAnswer.Completed(Map.of("model_id", "m1", "stats", Map.of())));
    }

    PipelinePlan plan = plan(steps);

    assertThat(plan.added())
        .extracting(step -> step.ticket().step() + " " + step.getClass().getSimpleName())
        .containsExactly("choose Completed", "look Skipped", "judge Completed");
    PipelineRun.Completed end = (PipelineRun.Completed) plan.run();
    assertThat(end.result().get("promoted")).isEqualTo(false);
    assertThat(end.result().get("reasons"))
        .isEqualTo(List.of("out of fold: no candidate traded twice"));
  }

  @Test
  void oneFailedStepFailsTheRunAndNamesIt() {
    List<StepRun> steps = new ArrayList<>(plan(List.of()).added());
    answer(steps, 1, new StepAnswer.Failed("too few rows"));

    PipelinePlan plan = plan(steps);

    assertThat(plan.added()).isEmpty();
    assertThat(plan.run())
        .isEqualTo(new PipelineRun.Failed("train {\"algorithm\":\"xgboost\"}: too few rows"));
  }

  @Test
  void whileStoppingNothingStartsAndTheLastAnswerSettlesIt() {
    List<StepRun> steps = new ArrayList<>(plan(List.of()).added());
    answer(steps, 0, new StepAnswer.Completed(Map.of("model_id", "m1")));
    PipelineRun.Stopping stopping = new PipelineRun.Running().stop();

    PipelinePlan waiting = PipelineProgress.plan(stopping, RESEARCH, CONTEXT, steps);
    answer(steps, 1, new StepAnswer.Completed(Map.of("model_id", "m2")));
    PipelinePlan settled = PipelineProgress.plan(stopping, RESEARCH, CONTEXT, steps);

    assertThat(waiting).isEqualTo(new PipelinePlan(List.of(), stopping));
    assertThat(settled).isEqualTo(new PipelinePlan(List.of(), new PipelineRun.Stopped()));
  }

  @Test
  void theSameDoingHasTheSameIdInItsRunOnly() {
    StepTicket ticket = plan(List.of()).added().get(0).ticket();

    String id = ticket.id("run-1");

    assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(ticket.id("run-1")).isEqualTo(id);
    assertThat(ticket.id("run-2")).isNotEqualTo(id);
    assertThat(plan(List.of()).added().get(1).ticket().id("run-1")).isNotEqualTo(id);
  }

  @Test
  void refusesToFanOutWithoutBound() {
    RunContext wide =
        new RunContext(
            "r",
            Map.of(
                "symbol",
                "SPY",
                "algorithms",
                java.util.stream.IntStream.range(0, 1_001).mapToObj(i -> "a" + i).toList()),
            Map.of());

    PipelinePlan plan = PipelineProgress.plan(new PipelineRun.Running(), RESEARCH, wide, List.of());

    assertThat(plan.run()).isInstanceOf(PipelineRun.Failed.class);
  }

  /** Any order of answers, with repeats, stops and resumes, ends in the same judgement. */
  @Test
  void everyWalkEndsTheSame() {
    PipelineRun.Completed expected = null;
    for (int seed = 0; seed < 200; seed++) {
      PipelineRun.Completed end = walk(new Random(seed));
      if (expected == null) {
        expected = end;
      }

      assertThat(end).isEqualTo(expected);
    }
  }

  private static PipelineRun.Completed walk(Random random) {
    PipelineRun run = new PipelineRun.Running();
    List<StepRun> steps = new ArrayList<>();
    Set<String> sent = new HashSet<>();
    for (int move = 0; move < 10_000; move++) {
      PipelinePlan plan =
          switch (run) {
            case PipelineRun.Running running ->
                PipelineProgress.plan(running, RESEARCH, CONTEXT, steps);
            case PipelineRun.Stopping stopping ->
                PipelineProgress.plan(stopping, RESEARCH, CONTEXT, steps);
            case PipelineRun.Stopped stopped -> new PipelinePlan(List.of(), stopped.resume());
            case PipelineRun.Completed completed -> new PipelinePlan(List.of(), completed);
            case PipelineRun.Failed _, PipelineRun.Cancelled _ ->
                throw new AssertionError(run.toString());
          };
      plan.added()
          .forEach(step -> assertThat(sent.add(step.ticket().id("run"))).as("sent once").isTrue());
      steps.addAll(plan.added());
      run = plan.run();
      if (run instanceof PipelineRun.Completed completed) {
        return completed;
      }
      if (run instanceof PipelineRun.Running running && random.nextInt(4) == 0) {
        run = running.stop();
      }
      if (!steps.isEmpty()) {
        int index = random.nextInt(steps.size());
        answer(steps, index, answerOf(steps.get(index), random.nextBoolean()));
      }
    }
    throw new AssertionError("did not end");
  }

  private static StepAnswer answerOf(StepRun step, boolean accepted) {
    Map<String, Object> body = step.ticket().body();
    String name = body.getOrDefault("model_id", body.getOrDefault("algorithm", "")).toString();
    if (accepted) {
      return new StepAnswer.Accepted(name, false);
    }
    return step.ticket().command() == StepCommand.TRAIN_MODEL
        ? new StepAnswer.Completed(Map.of("model_id", "of-" + name))
        : new StepAnswer.Completed(
            Map.of(
                "simulation_id",
                step.ticket().key(),
                "model_id",
                name,
                "stats",
                Map.of("sqn", 3 + 0.001 * Math.floorMod(step.ticket().key().hashCode(), 1000))));
  }

  private static PipelinePlan plan(List<StepRun> steps) {
    return PipelineProgress.plan(new PipelineRun.Running(), RESEARCH, CONTEXT, steps);
  }

  private static List<StepRun> trained() {
    List<StepRun> steps = new ArrayList<>(plan(List.of()).added());
    answer(steps, 0, new StepAnswer.Completed(Map.of("model_id", "m1")));
    answer(steps, 1, new StepAnswer.Completed(Map.of("model_id", "m2")));
    return steps;
  }

  private static List<StepRun> simulated(double... sqn) {
    List<StepRun> steps = trained();
    steps.addAll(plan(steps).added());
    for (int i = 0; i < sqn.length; i++) {
      Map<String, Object> result = new HashMap<>();
      result.put("simulation_id", "s" + i);
      result.put("model_id", i < 2 ? "m1" : "m2");
      result.put("stats", Map.of("sqn", sqn[i]));
      answer(steps, i + 2, new StepAnswer.Completed(result));
    }
    return steps;
  }

  private static void answer(List<StepRun> steps, int index, StepAnswer answer) {
    steps.set(index, answer.appliedTo(steps.get(index)));
  }

  private static Map<String, Object> simulation(String model, double threshold) {
    return Map.of("model_id", model, "min_prediction_threshold", threshold, "span", "out_of_fold");
  }
}
