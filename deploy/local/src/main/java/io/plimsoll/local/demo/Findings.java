package io.plimsoll.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.demo.Simulations.Simulated;
import java.util.List;

/**
 * What the demo found.
 *
 * @param models the records of the trained models
 * @param simulations out of fold first, then the looks at the holdout
 * @param research the pipeline's run
 * @param portfolios the nights of the demo portfolios
 */
record Findings(
    List<JsonNode> models,
    List<Simulated> simulations,
    JsonNode research,
    List<JsonNode> portfolios) {
  Findings {
    models = List.copyOf(models);
    simulations = List.copyOf(simulations);
    portfolios = List.copyOf(portfolios);
  }
}
