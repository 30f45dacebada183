package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.local.client.Json;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.console.Table;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.prices.Seed;
import io.plimsoll.local.process.Installation;
import io.plimsoll.local.process.Platform;
import io.plimsoll.local.process.RunState;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the demo before its audience: tables on the console, a report on disk. */
public final class DemoShow {
  private final Console console;
  private final Stages stages;

  /** Shows on a console. */
  public DemoShow(Console console) {
    this.console = console;
    this.stages = new Stages(console);
  }

  /** Starts the platform as the first stage. */
  public Platform start(Installation installation) throws Exception {
    return stages.run(
        "PostgreSQL, Kafka and three services started",
        () -> Platform.start(installation, _ -> {}));
  }

  /** Runs the demo on a running platform; returns the findings as JSON. */
  public String run(Seed seed, RunState state, Keys keys, Path file) throws Exception {
    Seed.Planted planted = stages.run("prices and portfolios imported", seed::plant);
    planted.lines().forEach(line -> console.line("    " + line));
    Findings findings = new Demo(console, stages, state, keys).run(planted.withIndex());
    List<String> notes = notes(planted);
    show("Models: scores out of fold and on the holdout", Tables.models(findings.models()));
    show("Simulations: signals traded after costs", Tables.simulations(findings.simulations()));
    research(findings.research());
    show("The night of the demo portfolios", Tables.portfolios(findings.portfolios()));
    show("Time of each stage", Tables.stages(stages.finished()));
    console.line("  %s s in all".formatted(Console.number(stages.total().toMillis() / 1000.0, 1)));
    console.gap();
    notes.forEach(line -> console.line("  " + line));
    Files.writeString(file, report(findings, notes));
    nextSteps(state, file);
    return json(findings, file);
  }

  private void show(String title, Table table) {
    console.gap();
    console.line(title);
    table.lines().forEach(console::line);
  }

  private void research(JsonNode run) {
    console.gap();
    console.line("Research pipeline (one Kafka message on batch.commands.v1)");
    console.line(
        "  run %s: %s, %d steps"
            .formatted(Json.text(run, "/id"), Json.text(run, "/status"), run.path("steps").size()));
    console.line("  verdict: " + verdict(run));
  }

  private static String verdict(JsonNode run) {
    JsonNode result = run.path("result");
    List<String> reasons = new ArrayList<>();
    result.path("reasons").forEach(reason -> reasons.add(reason.asText()));
    String verdict = result.path("promoted").asBoolean() ? "promoted" : "not promoted";
    return "%d candidates, the chosen one is %s%s"
        .formatted(
            result.path("candidates").size(),
            verdict,
            reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
  }

  private void nextSteps(RunState state, Path file) {
    console.gap();
    console.line("Where to look next");
    console.line("  the report      " + file);
    console.line(
        "  the APIs        ./plimsoll up, then " + state.url(Service.TRAINING) + "/q/swagger-ui");
    console.line("  every trade     GET /simulations/{id}/trades on simulation-service");
    console.line("  every position  GET /api/v1/portfolios/2/greeks on batch-service");
    console.line("  the methods     docs/methods");
  }

  private static List<String> notes(Seed.Planted planted) {
    return List.of(
        "Real: BTC-USD trades (Bitstamp, one week of 2013, resampled to minutes) and AAPL daily bars"
            + " of 2013"
            + (planted.withIndex() ? "; S&P 500 daily bars 2000-2020." : "."),
        "Synthetic: the three portfolios, the prices they are valued at on 2025-06-30 and the history"
            + " around them, from a seeded generator, AAPL's after 2013 too. They say nothing about any market.",
        planted.withIndex()
            ? "Seven days of minutes and one year of days are little data; the index has 20 years."
            : "The S&P 500 history was left out: " + planted.indexNote(),
        "Out of fold: each bar is predicted by a model that was fitted before it. Holdout: the last"
            + " 15 %, which no choice has seen. Deflated: the Sharpe ratio's probability after"
            + " counting every trial of its family.",
        "BTC-USD trades of 2013 bounce between bid and ask far apart: minute signals live on that bounce,"
            + " and nobody could have traded at those prices. Read those returns as a test of the"
            + " machinery.",
        "Costs: 1 basis point of slippage and 0.02 USD per order, for buy and hold too.");
  }

  private String report(Findings findings, List<String> notes) {
    Report report =
        new Report(
            "Plimsoll demo",
            "From real prices to models, from models to trades, from trades to a judgement; and what"
                + " three portfolios could bear on one night.");
    report.notes(notes);
    report.charts("Accounts over time", findings.simulations());
    report.table("Models", Tables.models(findings.models()));
    report.table("Simulations", Tables.simulations(findings.simulations()));
    report.table("The night of the demo portfolios", Tables.portfolios(findings.portfolios()));
    report.paragraph("Research pipeline: " + verdict(findings.research()));
    report.table("Time of each stage", Tables.stages(stages.finished()));
    return report.html();
  }

  private String json(Findings findings, Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.putArray("models").addAll(findings.models());
    ArrayNode simulations = root.putArray("simulations");
    findings.simulations().forEach(one -> simulations.add(withoutSeries(one.answer().deepCopy())));
    root.set("research", findings.research());
    root.putArray("portfolios").addAll(findings.portfolios());
    ObjectNode seconds = root.putObject("seconds");
    stages.finished().forEach(stage -> seconds.put(stage.name(), stage.time().toMillis() / 1000.0));
    root.put("report", file.toString());
    return mapper.writeValueAsString(root);
  }

  private static ObjectNode withoutSeries(ObjectNode answer) {
    answer.remove(List.of("chart_data", "trades"));
    return answer;
  }
}
