package io.plimsoll.simulation.simulations.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.ContractJson;
import io.vertx.core.json.JsonObject;

/** Stored JSON as a tree that keeps its nulls: a statistic without a value says so. */
final class StatsJson {
  private StatsJson() {}

  static JsonNode of(JsonObject stored) {
    try {
      return ContractJson.mapper().readTree(stored.encode());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored object is JSON", e);
    }
  }
}
