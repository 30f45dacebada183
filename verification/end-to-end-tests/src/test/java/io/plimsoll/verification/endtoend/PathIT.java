package io.plimsoll.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.Topics;
import io.plimsoll.local.process.Service;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a price file to a model, its simulations and a pipeline of both. */
@ExtendWith(PlatformExtension.class)
class PathIT {
  private final RunningPlatform platform;
  private final Workbench workbench;

  PathIT(RunningPlatform platform) {
    this.platform = platform;
    this.workbench = new Workbench(platform);
  }

  @Test
  void leadsFromPricesToAStoredSimulation() throws Exception {
    JsonNode imported = workbench.openMarket("PATH");

    assertThat(imported.path("status").asText()).as(imported.toString()).isEqualTo("completed");
    assertThat(imported.path("rows").asInt()).isEqualTo(DailyPrices.ROWS);
    assertThat(imported.path("chunks").asInt()).isEqualTo(DailyPrices.CHUNKS);
    requireNothingNewIn("PATH");
    requireOneSnapshot("PATH", imported.path("snapshot").asText());

    JsonNode model = trained("PATH");
    requireSimulations(model.path("id").asText());
  }

  private void requireNothingNewIn(String symbol) throws Exception {
    JsonNode again = workbench.await(Service.BATCH, workbench.sendPrices(symbol));

    assertThat(again.path("status").asText()).isEqualTo("completed");
    assertThat(again.path("duplicate").asBoolean()).isTrue();
    assertThat(again.path("chunks").asInt()).isZero();
  }

  private void requireOneSnapshot(String symbol, String snapshot) throws Exception {
    assertThat(snapshot).hasSize(64);
    assertThat(series(platform.get(Service.BATCH, "/api/v1/market-data/symbols"), symbol))
        .isEqualTo(snapshot);
    assertThat(series(platform.get(Service.TRAINING, "/symbols"), symbol)).isEqualTo(snapshot);
  }

  private static String series(JsonNode page, String symbol) {
    return items(page.path("items")).stream()
        .filter(item -> item.path("symbol").asText().equals(symbol))
        .map(item -> item.path("snapshot").asText())
        .findFirst()
        .orElse("");
  }

  private JsonNode trained(String symbol) throws Exception {
    JsonNode accepted = workbench.train(symbol, 1);
    String id = accepted.path("id").asText();

    JsonNode model = workbench.await(Service.TRAINING, "/models/" + id);

    assertThat(model.path("status").asText()).as(model.toString()).isEqualTo("completed");
    assertThat(model.at("/spans/folds")).hasSize(3);
    assertThat(model.at("/metrics/out_of_fold/directional_hit_rate").asDouble())
        .isBetween(0.55, 0.75);
    assertThat(model.at("/metrics/out_of_fold/information_coefficient").asDouble())
        .isBetween(0.2, 0.5);
    assertThat(model.at("/metrics/holdout/information_coefficient").asDouble()).isPositive();
    JsonNode again = workbench.train(symbol, 1);
    assertThat(again.path("status").asText()).isEqualTo("duplicate");
    assertThat(again.path("id").asText()).isEqualTo(id);
    return model;
  }

  private void requireSimulations(String model) throws Exception {
    workbench.awaitSimulable(Set.of(model));
    JsonNode first = workbench.simulate(model, "PATH", 0);
    JsonNode stats = first.path("stats");

    assertThat(first.path("duplicate").asBoolean()).isFalse();
    assertThat(stats.path("initial_value").asDouble()).isEqualTo(100_000);
    assertThat(stats.path("sharpe").asDouble()).isBetween(0.5, 8.0);
    assertThat(stats.path("trades").asInt())
        .isGreaterThan(50)
        .isEqualTo(first.path("trades_total").asInt());
    assertThat(stats.path("final_value").asDouble())
        .isCloseTo(last(first.at("/chart_data/equity")), within(0.01));
    assertThat(first.at("/selection/trials").asInt()).isEqualTo(1);

    JsonNode same = workbench.simulate(model, "PATH", 0);
    assertThat(same.path("duplicate").asBoolean()).isTrue();
    assertThat(same.path("simulation_id")).isEqualTo(first.path("simulation_id"));
    assertThat(same.path("stats")).isEqualTo(stats);
    assertThat(same.at("/selection/trials").asInt()).isEqualTo(1);

    JsonNode second = workbench.simulate(model, "PATH", 0.0005);
    assertThat(second.path("simulation_id")).isNotEqualTo(first.path("simulation_id"));
    assertThat(second.at("/selection/trials").asInt()).isEqualTo(2);

    String stored = "/simulations/" + first.path("simulation_id").asText();
    assertThat(platform.get(Service.SIMULATION, stored).path("stats")).isEqualTo(stats);
    JsonNode verified = platform.post(Service.SIMULATION, stored + "/verify", "{}");
    assertThat(verified.path("reproduced").asBoolean()).as(verified.toString()).isTrue();
  }

  private static double last(JsonNode column) {
    return column.path(column.size() - 1).asDouble();
  }

  @Test
  void isWalkedByAPipelineThatOneMessageStarts() throws Exception {
    workbench.openMarket("RESEARCH");
    Trigger trigger =
        new Trigger(
            UUID.randomUUID().toString(),
            """
            {"pipeline": "research", "parameters": {
              "symbol": "RESEARCH", "algorithms": ["ridge_regression"],
              "thresholds": [0.0001, 0.0005],
              "training": {"features": ["returns", "ibs"], "split": {"folds": 3}},
              "simulation": {"initial_cash": 100000},
              "criteria": {"sqn": {"above": 0}}, "holdout_criteria": {"trades": {"above": 0}}}}
            """);

    trigger.send(platform.state().infra().kafkaBootstrap());
    trigger.send(platform.state().infra().kafkaBootstrap());

    JsonNode run = onlyRun();
    assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
    assertThat(run.path("trigger").asText()).isEqualTo("kafka");
    List<JsonNode> steps = items(run.path("steps"));
    assertThat(steps)
        .extracting(step -> step.path("step").asText())
        .containsExactlyInAnyOrder("train", "simulate", "simulate", "choose", "look", "judge");
    assertThat(steps)
        .allSatisfy(step -> assertThat(step.path("status").asText()).isEqualTo("completed"));
    requireRecords(made(steps, "train").getFirst());
    requireFacts(run.path("id").asText());
  }

  private JsonNode onlyRun() throws InterruptedException {
    String runs = "/api/v1/pipelines/research/runs";
    JsonNode found =
        Eventually.see(
                "run of research",
                () -> ofSymbol(platform.get(Service.BATCH, runs), "RESEARCH"),
                list -> !list.isEmpty())
            .getFirst();
    JsonNode run =
        workbench.await(Service.BATCH, "/api/v1/pipelines/runs/" + found.path("id").asText());
    Eventually.see(
        "one run only",
        () -> ofSymbol(platform.get(Service.BATCH, runs), "RESEARCH"),
        list -> list.size() == 1);
    return run;
  }

  private static List<JsonNode> ofSymbol(JsonNode page, String symbol) {
    return items(page.path("items")).stream()
        .filter(run -> run.at("/parameters/symbol").asText().equals(symbol))
        .toList();
  }

  private static List<String> made(List<JsonNode> steps, String name) {
    return steps.stream()
        .filter(step -> step.path("step").asText().equals(name))
        .map(step -> step.path("made").asText())
        .toList();
  }

  /** One model, two simulations out of fold, one look at the holdout. */
  private void requireRecords(String model) throws Exception {
    JsonNode models = platform.get(Service.TRAINING, "/models?symbol=RESEARCH");
    JsonNode simulations = platform.get(Service.SIMULATION, "/api/history?model_id=" + model);

    assertThat(models.path("total").asInt()).isEqualTo(1);
    assertThat(models.at("/items/0/id").asText()).isEqualTo(model);
    assertThat(simulations.path("total").asInt()).isEqualTo(3);
    assertThat(items(simulations.path("items")))
        .extracting(simulation -> simulation.path("span").asText())
        .containsExactlyInAnyOrder("out_of_fold", "out_of_fold", "holdout");
    assertThat(items(simulations.path("items")))
        .allSatisfy(one -> assertThat(one.at("/selection/trials").asInt()).isEqualTo(3));
  }

  private void requireFacts(String run) throws Exception {
    assertThat(
            platform.messages(Topics.BATCH_EVENTS).stream()
                .filter(fact -> fact.subject().equals(run))
                .map(Message::name))
        .containsOnlyOnce("PipelineStarted", "PipelineCompleted");
  }

  private static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
