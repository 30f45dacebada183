package io.plimsoll.contracts.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The scores of a model, never mixed: out of fold, where each row is predicted by the model of its
 * own fold, and on the holdout, scored once by the final fit.
 */
public record ModelMetrics(Map<String, Object> outOfFold, Map<String, Object> holdout) {

  public ModelMetrics {
    outOfFold = Collections.unmodifiableMap(new TreeMap<>(outOfFold));
    holdout = Collections.unmodifiableMap(new TreeMap<>(holdout));
  }
}
