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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is killed in mid-run, all that was accepted is finished, once.
 *
 * <p>{@code plimsoll.campaign.scale} says which share of a full campaign of 1000 trainings and 1000
 * simulations is run.
 */
@ExtendWith(PlatformExtension.class)
class KillIT {
  private static final int FULL = 1000;
  private static final int ROUNDS = 4;
  private static final String SYMBOL = "KILL";

  private final RunningPlatform platform;
  private final Workbench workbench;
  private final int each = requestsPerRound();
  private final Set<String> models = new LinkedHashSet<>();
  private final Set<String> imported = new LinkedHashSet<>();
  private final Set<String> runs = new LinkedHashSet<>();
  private final List<String> imports = new ArrayList<>();
  private final List<Future<JsonNode>> simulations = new ArrayList<>();

  KillIT(RunningPlatform platform) {
    this.platform = platform;
    this.workbench = new Workbench(platform);
  }

  @Test
  void finishesOnceWhatItAccepted() throws Exception {
    workbench.openMarket(SYMBOL);
    String traded = workbench.train(SYMBOL, 0).path("id").asText();
    models.add(traded);
    workbench.awaitSimulable(models);

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      int round = 0;
      for (Service victim : Service.values()) {
        ask(clients, traded, ++round);
        platform.kill(victim);
      }
      ask(clients, traded, ++round);
      platform.killServers();
    }

    requireImports();
    requireRuns();
    requireModels();
    requireSimulations(traded);
    requireNoDeadLetters();
  }

  /** Has trainings, simulations, an import and a pipeline run under way. */
  private void ask(ExecutorService clients, String traded, int round) throws Exception {
    imported.add("KILL" + round);
    imports.add(workbench.sendPrices("KILL" + round));
    runs.add(startRun(round));
    for (int i = 0; i < each; i++) {
      int number = round * FULL + i;
      models.add(workbench.train(SYMBOL, number).path("id").asText());
      simulations.add(clients.submit(() -> simulated(traded, number)));
    }
  }

  /** Asks until there is an answer, as a client does whose connection broke. */
  private JsonNode simulated(String traded, int number) throws InterruptedException {
    return Eventually.see(
        "simulation " + number,
        () -> workbench.simulate(traded, SYMBOL, number * 1e-7),
        answer -> answer.hasNonNull("simulation_id"));
  }

  private String startRun(int round) throws Exception {
    String body =
        """
        {"parameters": {"symbol": "%s", "algorithms": ["ridge_regression"], "thresholds": [0.0001],
         "training": {"features": ["returns"], "split": {"folds": 2}, "seed": %d},
         "simulation": {"initial_cash": 50000}, "criteria": {"sqn": {"above": 100}}}}
        """
            .formatted(SYMBOL, -round);
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
    for (String symbol : imported) {
      workbench.awaitCopies(symbol);
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
    assertThat(facts(Topics.BATCH_EVENTS, "PipelineCompleted", runs)).hasSize(ROUNDS);
  }

  private void requireModels() throws Exception {
    for (String id : models) {
      JsonNode model = workbench.await(Service.TRAINING, "/models/" + id);
      assertThat(model.path("status").asText()).as(model.toString()).isEqualTo("completed");
    }
    assertThat(models).hasSize(1 + ROUNDS * (each + 1));
    assertThat(
            platform
                .get(Service.TRAINING, "/models?symbol=" + SYMBOL + "&limit=500")
                .path("total")
                .asInt())
        .isEqualTo(models.size());
    assertThat(platform.database().count("select count(distinct fingerprint) from training.models"))
        .isEqualTo(platform.database().count("select count(*) from training.models"));
    workbench.awaitSimulable(models);
    assertThat(facts(Topics.TRAINING_EVENTS, "ModelCompleted", models)).hasSize(models.size());
  }

  private void requireSimulations(String traded) throws Exception {
    Set<String> ids = new LinkedHashSet<>();
    for (Future<JsonNode> simulation : simulations) {
      ids.add(simulation.get().path("simulation_id").asText());
    }
    assertThat(ids).hasSize(ROUNDS * each);
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

  private static int requestsPerRound() {
    double scale = Double.parseDouble(System.getProperty("plimsoll.campaign.scale", "0.02"));
    return Math.max(1, (int) Math.round(FULL * scale / ROUNDS));
  }
}
