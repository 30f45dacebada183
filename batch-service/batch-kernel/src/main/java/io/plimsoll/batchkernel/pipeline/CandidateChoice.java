package io.plimsoll.batchkernel.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses among candidates simulated on out-of-fold rows. Every candidate is judged by every
 * criterion; the one that misses fewest is chosen, the highest SQN among equals. One that traded
 * too little to have an SQN is never chosen. A choice that misses a criterion may still look at the
 * holdout, but cannot be promoted.
 */
final class CandidateChoice {
  private static final String DEFLATED = "deflated_sharpe";

  private CandidateChoice() {}

  /**
   * The choice, to be written down before anyone looks at the holdout.
   *
   * @param body {@code candidates}: results of simulations; {@code criteria}: bounds by statistic
   */
  static Map<String, Object> of(Map<String, Object> body) {
    List<Criterion> criteria = Criterion.of(JsonTree.object(body, "criteria"));
    List<Map<String, Object>> simulated = JsonTree.objects(body, "candidates");
    DeflatedSharpe deflated =
        DeflatedSharpe.of(simulated.stream().map(one -> JsonTree.object(one, "stats")).toList());
    List<Candidate> candidates =
        simulated.stream().map(one -> Candidate.of(deflate(one, deflated), criteria)).toList();
    Optional<Candidate> best =
        candidates.stream().filter(Candidate::isRanked).min(Candidate.BEST_FIRST);
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("candidates", candidates.stream().map(Candidate::tree).toList());
    choice.put("trials", simulated.size());
    best.ifPresent(candidate -> choice.put("chosen", candidate.tree()));
    choice.put("qualified", best.map(Candidate::isQualified).orElse(false));
    choice.put("reasons", best.map(Candidate::missed).orElse(List.of("no candidate traded twice")));
    return choice;
  }

  /**
   * Judges the Sharpe ratio of one candidate by the stricter of two yardsticks: all trials of its
   * family when it was simulated, if that was told, and all candidates of this choice.
   */
  private static Map<String, Object> deflate(
      Map<String, Object> simulated, DeflatedSharpe deflated) {
    Map<String, Object> statistics = new LinkedHashMap<>(JsonTree.object(simulated, "stats"));
    double probability = deflated.probability(statistics);
    if (!Double.isNaN(probability)) {
      double told = JsonTree.number(statistics, DEFLATED);
      statistics.put(DEFLATED, Double.isNaN(told) ? probability : Math.min(told, probability));
    }
    Map<String, Object> tree = new LinkedHashMap<>(simulated);
    tree.put("stats", statistics);
    return tree;
  }
}
