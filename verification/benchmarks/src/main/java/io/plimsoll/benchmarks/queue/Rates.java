package io.plimsoll.benchmarks.queue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items per second by contestant and round, and who is how many times as fast as whom. */
final class Rates {
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();
  private final Map<String, JsonObject> ratios = new LinkedHashMap<>();

  void add(String contestant, double rate) {
    rounds.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(rate);
  }

  /** Notes one's medians and rounds over the other's. */
  void compare(String name, String one, String other) {
    List<Double> ones = rounds.getOrDefault(one, List.of());
    List<Double> others = rounds.getOrDefault(other, List.of());
    List<Double> byRound = new ArrayList<>();
    for (int i = 0; i < ones.size(); i++) {
      byRound.add(tenths(ones.get(i) / others.get(i)));
    }
    double ratio = tenths(median(ones) / median(others));
    System.out.printf("%5.1f  %s%n", ratio, name);
    ratios.put(
        name, new JsonObject().put("of_medians", ratio).put("by_round", new JsonArray(byRound)));
  }

  JsonArray toJson() {
    JsonArray results = new JsonArray();
    rounds.forEach((name, rates) ->
        results.add(
            new JsonObject()
                .put("name", name)
                .put("median", Math.round(median(rates)))
                .put("rounds", new JsonArray(rates.stream().map(Math::round).toList()))));
    return results;
  }

  JsonObject ratiosToJson() {
    JsonObject json = new JsonObject();
    ratios.forEach(json::put);
    return json;
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }
}
