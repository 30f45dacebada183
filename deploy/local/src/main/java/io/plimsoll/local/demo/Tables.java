package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.client.Json;
import io.plimsoll.local.console.Console;
import io.plimsoll.local.console.Table;
import io.plimsoll.local.demo.Simulations.Simulated;
import io.plimsoll.local.demo.Stages.Stage;
import java.util.ArrayList;
import java.util.List;

/** What the demo found, as tables. */
final class Tables {
  private static final int DAY = 10;

  private Tables() {}

  /** Scores out of fold and on the holdout, never mixed. */
  static Table models(List<JsonNode> models) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode model : models) {
      rows.add(
          List.of(
              Json.text(model, "/symbol"),
              Json.text(model, "/timeframe"),
              Json.text(model, "/algorithm"),
              Integer.toString(model.path("feature_cols").size()),
              Json.number(model, "/metrics/out_of_fold/information_coefficient", 3),
              Json.number(model, "/metrics/out_of_fold/directional_hit_rate", 3),
              Json.number(model, "/metrics/out_of_fold/rmse", 5),
              Json.number(model, "/metrics/holdout/information_coefficient", 3),
              Json.number(model, "/metrics/holdout/directional_hit_rate", 3),
              Json.number(model, "/metrics/holdout/rmse", 5)));
    }
    return new Table(
        List.of(
            "symbol",
            "bars",
            "algorithm",
            ">features",
            ">IC oof",
            ">hits oof",
            ">rmse oof",
            ">IC holdout",
            ">hits holdout",
            ">rmse holdout"),
        rows);
  }

  /** Each span apart, beside buying and holding with the same costs. */
  static Table simulations(List<Simulated> simulations) {
    List<List<String>> rows = new ArrayList<>();
    for (Simulated one : simulations) {
      JsonNode answer = one.answer();
      rows.add(
          List.of(
              one.job().symbol(),
              one.job().algorithm(),
              one.span(),
              period(answer),
              Json.number(answer, "/stats/total_return_pct", 2),
              Json.number(answer, "/stats/benchmark_return_pct", 2),
              Json.number(answer, "/stats/sharpe", 2),
              Json.number(answer, "/stats/sqn", 2),
              Json.number(answer, "/selection/dsr", 3),
              Json.number(answer, "/selection/trials", 0),
              Json.number(answer, "/stats/trades", 0)));
    }
    return new Table(
        List.of(
            "symbol",
            "algorithm",
            "span",
            "period",
            ">return %",
            ">buy+hold %",
            ">Sharpe",
            ">SQN",
            ">deflated",
            ">trials",
            ">trades"),
        rows);
  }

  /** Value and sensitivities of portfolios. */
  static Table portfolios(List<JsonNode> summaries) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode summary : summaries) {
      rows.add(
          List.of(
              Json.text(summary, "/name"),
              Json.text(summary, "/as_of"),
              Json.text(summary, "/status"),
              Json.number(summary, "/nav", 2),
              Json.number(summary, "/greeks/delta", 1),
              Json.number(summary, "/greeks/gamma", 2),
              Json.number(summary, "/greeks/theta", 2),
              Json.number(summary, "/greeks/vega", 2),
              Json.number(summary, "/greeks/rho", 2)));
    }
    return new Table(
        List.of(
            "portfolio",
            "as of",
            "night",
            ">NAV USD",
            ">delta",
            ">gamma",
            ">theta/day",
            ">vega/1%",
            ">rho/1%"),
        rows);
  }

  /** How long each stage took. */
  static Table stages(List<Stage> stages) {
    return new Table(
        List.of("stage", ">seconds"),
        stages.stream()
            .map(
                stage -> List.of(stage.name(), Console.number(stage.time().toMillis() / 1000.0, 1)))
            .toList());
  }

  private static String period(JsonNode answer) {
    JsonNode times = answer.at("/chart_data/time");
    String from = Json.text(times, "/0");
    String to = Json.text(times, "/" + (times.size() - 1));
    return from.length() < DAY || to.length() < DAY
        ? Json.NOTHING
        : from.substring(0, DAY) + " .. " + to.substring(0, DAY);
  }
}
