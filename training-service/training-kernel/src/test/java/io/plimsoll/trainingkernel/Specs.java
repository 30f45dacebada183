package io.plimsoll.trainingkernel;

import io.plimsoll.trainingkernel.fit.RunContext;
import io.plimsoll.trainingkernel.spec.Resolution;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Specs for tests. */
public final class Specs {
  private Specs() {}

  /** A request for hourly bars with some members in place of the usual ones. */
  public static Map<String, Object> request(Map<String, Object> members) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("symbol", Markets.SYMBOL.value());
    request.put("timeframe", "1h");
    request.put("algorithm", "ridge_regression");
    request.putAll(members);
    return request;
  }

  /** The resolved request. */
  public static TrainingSpec spec(Map<String, Object> members) {
    return switch (TrainingSpec.resolve(request(members))) {
      case Resolution.Resolved(TrainingSpec spec) -> spec;
      case Resolution.Refused refused -> throw new AssertionError(refused.faults().toString());
    };
  }

  public static RunContext context(int threads) {
    return new RunContext("a".repeat(64), "kernel-1", "learning-1", threads);
  }
}
