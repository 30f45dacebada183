package io.plimsoll.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Work of all kinds that the platform has accepted, and what has to become of it: all, once. */
final class Burden {
  private static final int APART = 1000;

  private final RunningPlatform platform;
  private final Workbench workbench;
  private final String symbol;
  private final int each;
  private final Set<String> models = new LinkedHashSet<>();
  private final Set<String> imported = new LinkedHashSet<>();
  private final Set<String> runs = new LinkedHashSet<>();
  private final List<String> imports = new ArrayList<>();
  private final List<Future<JsonNode>> simulations = new ArrayList<>();
  private String traded = "";
  private int rounds;

  /**
   * Work on a symbol of its own.
   *
   * @param each how many trainings and how many simulations are asked for in a round
   */
  Burden(RunningPlatform platform, String symbol, int each) {
    this.platform = platform;
    this.workbench = new Workbench(platform);
    this.symbol = symbol;
    this.each = each;
  }

  /** Has bars and a model of them everywhere. */
  void open() throws Exception {
    workbench.openMarket(symbol);
    traded = workbench.train(symbol, 0).path("id").asText();
    models.add(traded);
    workbench.awaitSimulable(models);
  }

  /** Requires everything that was asked for to be finished, with one record and one event each. */
  void requireFinishedOnce() throws Exception {
    requireImports();
    requireRuns();
    requireModels();
    requireSimulations();
    requireNoDeadLetters();
  }

  /** Has trainings, simulations, an import and a pipeline run under way. */
  void ask(ExecutorService clients, int round) throws Exception {
    rounds++;
    imported.add(symbol + round);
    imports.add(workbench.sendPrices(symbol + round));
    runs.add(startRun(round));
    for (int i = 0; i < each; i++) {
      int number = round * APART + i;
      models.add(workbench.train(symbol, number).path("id").asText());
      simulations.add(clients.submit(() -> simulated(number)));
    }
  }

  /** Asks until there is an answer, as a client does whose connection broke. */
  private JsonNode simulated(int number) throws InterruptedException {
    return Eventually.see(
        "simulation " + number,
        () -> workbench.simulate(traded, symbol, number * 1e-7),
        answer -> answer.hasNonNull("simulation_id"));
  }

  private String startRun(int round) throws Exception {
    String body =
        """
        {"parameters": {"symbol": "%s", "algorithms": ["ridge_regression"], "thresholds": [0.0001],
         "training": {"features": ["returns"], "split": {"folds": 2}, "seed": %d},
         "simulation": {"initial_cash": 50000}, "criteria": {"sqn": {"above": 100}}}}
        """
            .formatted(symbol, -round);
    return platform
        .post(Service.BATCH, "/api/v1/pipelines/research/runs", body)
        .path("id")
        .asText();
  }

  private void requireImports() throws Exception {
    for (String path : imports) {
      JsonNode outcome = workbench.await(Service.BATCH, path);
      assertThat(outcome.path("status").asText()).as(outcome.toString()).isEqualTo("completed");
      assertThat(outcome.path("rows").asInt()).isEqualTo(DailyPrices.ROWS);
    }
    for (String one : imported) {
      workbench.awaitCopies(one);
    }
  }

  private void requireRuns() throws Exception {
    for (String id : runs) {
      JsonNode run = workbench.await(Service.BATCH, "/api/v1/pipelines/runs/" + id);
      assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
      assertThat(run.path("steps").findValuesAsText("step"))
          .containsOnlyOnce("train", "simulate", "choose");
      for (JsonNode step : run.path("steps")) {
        if (step.path("step").asText().equals("train")) {
          models.add(step.path("made").asText());
        }
      }
    }
    assertThat(facts(Topics.BATCH_EVENTS, "PipelineCompleted", runs)).hasSize(rounds);
  }

  private void requireModels() throws Exception {
    for (String id : models) {
      JsonNode model = workbench.await(Service.TRAINING, "/models/" + id);
      assertThat(model.path("status").asText()).as(model.toString()).isEqualTo("completed");
    }
    assertThat(models).hasSize(1 + rounds * (each + 1));
    assertThat(
            platform
                .get(Service.TRAINING, "/models?symbol=" + symbol + "&limit=500")
                .path("total")
                .asInt())
        .isEqualTo(models.size());
    assertThat(platform.database().count("select count(distinct fingerprint) from training.models"))
        .isEqualTo(platform.database().count("select count(*) from training.models"));
    workbench.awaitSimulable(models);
    assertThat(facts(Topics.TRAINING_EVENTS, "ModelCompleted", models)).hasSize(models.size());
  }

  private void requireSimulations() throws Exception {
    Set<String> ids = new LinkedHashSet<>();
    for (Future<JsonNode> simulation : simulations) {
      ids.add(simulation.get().path("simulation_id").asText());
    }
    assertThat(ids).hasSize(rounds * each);
    for (String id : ids) {
      JsonNode simulation = workbench.await(Service.SIMULATION, "/simulations/" + id);
      assertThat(simulation.path("status").asText()).isEqualTo("completed");
    }
    assertThat(
            platform
                .get(Service.SIMULATION, "/api/history?model_id=" + traded)
                .path("total")
                .asInt())
        .isEqualTo(ids.size());
    Eventually.see(
        "SimulationCompleted of each",
        () -> facts(Topics.SIMULATION_EVENTS, "SimulationCompleted", ids),
        found -> found.size() == ids.size());
  }

  /** Which event told of each subject; the same event delivered twice is one. */
  private Map<String, String> facts(Topic topic, String name, Set<String> subjects)
      throws IOException {
    Map<String, Set<String>> found =
        platform.messages(topic).stream()
            .filter(fact -> fact.name().equals(name) && subjects.contains(fact.subject()))
            .collect(
                Collectors.groupingBy(
                    Message::subject, Collectors.mapping(Message::id, Collectors.toSet())));
    assertThat(found).allSatisfy((_, events) -> assertThat(events).hasSize(1));
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().iterator().next()));
  }

  private void requireNoDeadLetters() throws Exception {
    for (Topic topic :
        List.of(
            Topics.MARKET_BARS,
            Topics.TRAINING_MODELS,
            Topics.TRAINING_EVENTS,
            Topics.SIMULATION_EVENTS,
            Topics.TRAINING_COMMANDS,
            Topics.SIMULATION_COMMANDS,
            Topics.BATCH_COMMANDS)) {
      assertThat(platform.messages(Topics.dlq(topic))).as(topic.name()).isEmpty();
    }
  }
}
