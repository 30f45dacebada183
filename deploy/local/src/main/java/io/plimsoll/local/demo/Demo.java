package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.contracts.batch.StartPipeline;
import io.plimsoll.local.client.ApiClient;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.demo.Simulations.Simulated;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.prices.BundledPrices;
import io.plimsoll.local.prices.BundledSeries;
import io.plimsoll.local.prices.IndexHistory;
import io.plimsoll.local.process.RunState;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The main job, step by step: from prices in the services to findings. */
final class Demo {
  private static final String NIGHT_OF = "2025-06-30";
  private static final List<String> ALGORITHMS = List.of("ridge_regression", "xgboost_regressor");

  /**
   * The synthetic market has days of this symbol too, later ones; a year is short for five folds.
   */
  private static final Map<String, Object> REAL_APPLE =
      Map.of("start", "2013-01-01", "end", "2013-12-31", "split", Map.of("folds", 3));

  private static final List<Integer> PORTFOLIOS = List.of(1, 2, 3);

  private final Console console;
  private final Stages stages;
  private final Trainings trainings;
  private final Simulations simulations;
  private final Pipelines pipelines;
  private final ApiClient batch;
  private final Copies copies;

  Demo(Console console, Stages stages, RunState state, Keys keys) throws IOException {
    this.console = console;
    this.stages = stages;
    ApiClient training = ApiClient.of(state, Service.TRAINING, keys, Role.OPERATOR);
    ApiClient simulation = ApiClient.of(state, Service.SIMULATION, keys, Role.OPERATOR);
    this.trainings = new Trainings(training);
    this.simulations = new Simulations(simulation);
    this.batch = ApiClient.of(state, Service.BATCH, keys, Role.OPERATOR);
    this.copies = new Copies(batch, training, simulation);
    this.pipelines = new Pipelines(state.infra().kafkaBootstrap(), batch);
  }

  /** Trains, simulates, looks at each holdout once, researches, and runs a night. */
  Findings run(boolean withIndex) throws Exception {
    List<Job> jobs = jobs(withIndex);
    stages.run("bars copied by training and simulation", () -> copies.await(jobs));
    List<JsonNode> models =
        stages.run(
            "%d models trained, walk-forward".formatted(jobs.size()),
            () -> trainings.run(jobs, console));
    List<Simulated> outOfFold =
        stages.run("%d simulations out of fold".formatted(jobs.size()), () -> trade(jobs, models));
    List<Simulated> holdout = stages.run("one look at each holdout", () -> lookOnce(outOfFold));
    JsonNode research =
        stages.run("research pipeline, by one Kafka message", () -> pipelines.trigger(research()));
    List<JsonNode> nights = stages.run("the night of the demo portfolios", this::night);
    List<Simulated> all = new ArrayList<>(outOfFold);
    all.addAll(holdout);
    return new Findings(models, all, research, nights);
  }

  private static List<Job> jobs(boolean withIndex) {
    List<Job> jobs = new ArrayList<>();
    for (String algorithm : ALGORITHMS) {
      jobs.add(job(BundledPrices.BITCOIN, algorithm, Map.of(), 0.0005));
    }
    for (String algorithm : ALGORITHMS) {
      jobs.add(job(BundledPrices.APPLE, algorithm, REAL_APPLE, 0));
    }
    if (withIndex) {
      for (String algorithm : ALGORITHMS) {
        jobs.add(job(IndexHistory.SERIES, algorithm, Map.of(), 0));
      }
    }
    return jobs;
  }

  private static Job job(
      BundledSeries series, String algorithm, Map<String, Object> training, double threshold) {
    return new Job(
        series.symbol(),
        series.timeframe(),
        algorithm,
        training,
        Map.of("initial_cash", 100_000, "min_prediction_threshold", threshold));
  }

  private List<Simulated> trade(List<Job> jobs, List<JsonNode> models)
      throws IOException, InterruptedException {
    List<Simulated> simulated = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      simulated.add(simulations.run(jobs.get(i), models.get(i), "out_of_fold"));
    }
    return simulated;
  }

  /** The better model of each symbol, chosen out of fold, meets bars that nobody has seen. */
  private List<Simulated> lookOnce(List<Simulated> outOfFold)
      throws IOException, InterruptedException {
    List<Simulated> looks = new ArrayList<>();
    for (String symbol : outOfFold.stream().map(one -> one.job().symbol()).distinct().toList()) {
      Simulated best =
          outOfFold.stream()
              .filter(one -> one.job().symbol().equals(symbol))
              .max(Comparator.comparingDouble(Simulated::sharpe))
              .orElseThrow();
      looks.add(simulations.run(best.job(), best.model(), "holdout"));
    }
    return looks;
  }

  private static StartPipeline research() {
    return new StartPipeline(
        "research",
        Map.of(
            "symbol", BundledPrices.BITCOIN.symbol(),
            "timeframe", BundledPrices.BITCOIN.timeframe(),
            "algorithms", ALGORITHMS,
            "simulation", Map.of("initial_cash", 100_000)));
  }

  private List<JsonNode> night() throws IOException, InterruptedException {
    pipelines.post("nightly-risk", Map.of("risk", Map.of("as_of", NIGHT_OF)));
    List<JsonNode> nights = new ArrayList<>();
    for (int id : PORTFOLIOS) {
      String path = "/api/v1/portfolios/" + id;
      ObjectNode summary = batch.get(path + "/summary?as_of=" + NIGHT_OF).deepCopy();
      nights.add(summary.put("name", batch.get(path).path("name").asText()));
    }
    return nights;
  }
}
