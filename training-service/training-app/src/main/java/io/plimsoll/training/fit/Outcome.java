package io.plimsoll.training.fit;

import io.plimsoll.contracts.training.ModelSpans;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a worker gave back, ready to be written down. */
public record Outcome(
    Artifact artifact,
    Map<String, @Nullable Object> metrics,
    ModelSpans spans,
    List<Importance> importances,
    Columns columns,
    String family) {

  public Outcome {
    importances = List.copyOf(importances);
  }

  /** The bundle and its hash. */
  public record Artifact(String sha256, Buffer content) {}

  /** How many columns there were, and which were left. */
  public record Columns(int initial, List<String> remaining) {
    public Columns {
      remaining = List.copyOf(remaining);
    }
  }

  /** How much one feature counts by one method; without a fold, over all of them. */
  public record Importance(
      String feature, double mean, double deviation, String method, OptionalInt fold) {}
}
