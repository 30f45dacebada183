package io.plimsoll.batchkernel.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says whether the chosen candidate is promoted: it must have met every criterion out of fold, and
 * its one look at the holdout must meet the holdout's criteria.
 */
final class HoldoutJudgement {
  private HoldoutJudgement() {}

  /**
   * The judgement and everything it rests on.
   *
   * @param body {@code choice}: what was written down; {@code holdout}: the simulation of the
   *     chosen on the holdout, absent where nothing was chosen; {@code criteria}: bounds by
   *     statistic for the holdout
   */
  static Map<String, Object> of(Map<String, Object> body) {
    Map<String, Object> choice = JsonTree.object(body, "choice");
    Map<String, Object> holdout = JsonTree.object(body, "holdout");
    List<String> reasons = new ArrayList<>();
    if (choice.get("reasons") instanceof List<?> missed) {
      missed.forEach(reason -> reasons.add("out of fold: " + reason));
    }
    Map<String, Object> judgement = new LinkedHashMap<>();
    judgement.put("candidates", JsonTree.objects(choice, "candidates"));
    Map<String, Object> chosen = JsonTree.object(choice, "chosen");
    if (!chosen.isEmpty()) {
      judgement.put("chosen", chosen);
    }
    if (!holdout.isEmpty()) {
      Candidate look = Candidate.of(holdout, Criterion.of(JsonTree.object(body, "criteria")));
      look.missed().forEach(reason -> reasons.add("holdout: " + reason));
      judgement.put("holdout", look.tree());
    }
    judgement.put("promoted", reasons.isEmpty() && !holdout.isEmpty());
    judgement.put(
        "reasons", reasons.isEmpty() ? List.of("met every criterion on both spans") : reasons);
    return judgement;
  }
}
