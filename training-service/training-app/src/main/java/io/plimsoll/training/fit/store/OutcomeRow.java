package io.plimsoll.training.fit.store;

import io.plimsoll.training.fit.Outcome;
import io.plimsoll.training.fit.Outcome.Importance;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a training gave, as the rows it is kept in. */
final class OutcomeRow {
  private static final int PART_BYTES = 1 << 20;

  private OutcomeRow() {}

  static Tuple of(UUID id, Outcome outcome) {
    List<String> remaining = outcome.columns().remaining();
    return Tuple.from(
        List.of(
            id,
            new JsonObject(outcome.metrics()),
            new JsonObject(TrainingRow.json(outcome.spans())),
            outcome.columns().initial(),
            remaining.size(),
            remaining.toArray(String[]::new),
            outcome.family(),
            outcome.artifact().sha256(),
            (long) outcome.artifact().content().length()));
  }

  static Tuple importances(UUID id, Outcome outcome) {
    List<Importance> all = outcome.importances();
    return Tuple.of(
        id,
        all.stream().map(Importance::feature).toArray(String[]::new),
        all.stream().map(Importance::mean).toArray(Double[]::new),
        all.stream().map(Importance::deviation).toArray(Double[]::new),
        all.stream().map(Importance::method).toArray(String[]::new),
        all.stream()
            .map(one -> one.fold().isPresent() ? one.fold().getAsInt() : null)
            .toArray(Integer[]::new));
  }

  static List<Tuple> parts(Outcome.Artifact artifact) {
    Buffer content = artifact.content();
    List<Tuple> parts = new ArrayList<>();
    for (int from = 0; from < content.length(); from += PART_BYTES) {
      int to = Math.min(from + PART_BYTES, content.length());
      parts.add(Tuple.of(artifact.sha256(), parts.size(), content.getBuffer(from, to)));
    }
    return parts;
  }
}
