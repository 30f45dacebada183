package io.plimsoll.batchkernel.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One simulated configuration and how it stands to the criteria.
 *
 * @param tree model, simulation, what it ran over, and its figures
 * @param statistics all statistics of its simulation
 * @param missed the criteria it misses, each with what was found and expected
 */
record Candidate(Map<String, Object> tree, Map<String, Object> statistics, List<String> missed) {
  private static final List<String> NAMES =
      List.of("simulation_id", "model_id", "ticker", "timeframe", "span");
  private static final List<String> FIGURES =
      List.of(
          "sqn",
          "profit_factor",
          "trades",
          "weekly_consistency",
          "deflated_sharpe",
          "sharpe",
          "total_return_pct",
          "benchmark_return_pct",
          "max_drawdown_pct",
          "fees");

  /** Best first: fewest criteria missed, then highest SQN; equal ones keep their order. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingInt((Candidate candidate) -> candidate.missed.size())
          .thenComparing(Comparator.comparingDouble(Candidate::sqn).reversed());

  Candidate {
    tree = JsonTree.copyOf(tree);
    statistics = JsonTree.copyOf(statistics);
    missed = List.copyOf(missed);
  }

  static Candidate of(Map<String, Object> simulated, List<Criterion> criteria) {
    Map<String, Object> statistics = JsonTree.object(simulated, "stats");
    List<String> missed = new ArrayList<>();
    criteria.forEach(criterion -> criterion.missedBy(statistics).ifPresent(missed::add));
    Map<String, Object> tree = new LinkedHashMap<>();
    copy(simulated, tree, NAMES);
    tree.putAll(JsonTree.object(simulated, "each"));
    tree.put("figures", figures(statistics));
    tree.put("qualified", missed.isEmpty());
    tree.put("missed", missed);
    return new Candidate(tree, statistics, missed);
  }

  private static void copy(Map<String, Object> from, Map<String, Object> to, List<String> members) {
    members.stream()
        .filter(from::containsKey)
        .forEach(member -> to.put(member, Objects.requireNonNull(from.get(member))));
  }

  private static Map<String, Object> figures(Map<String, Object> statistics) {
    Map<String, Object> figures = new LinkedHashMap<>();
    copy(statistics, figures, FIGURES);
    return figures;
  }

  /** Whether it traded enough to be ranked. */
  boolean isRanked() {
    return !Double.isNaN(JsonTree.number(statistics, "sqn"));
  }

  boolean isQualified() {
    return missed.isEmpty();
  }

  private double sqn() {
    double sqn = JsonTree.number(statistics, "sqn");
    return Double.isNaN(sqn) ? Double.NEGATIVE_INFINITY : sqn;
  }
}
