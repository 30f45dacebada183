package io.plimsoll.training.fit.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.training.ModelArtifact;
import io.plimsoll.contracts.training.ModelMetrics;
import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.fit.NewModel;
import io.plimsoll.training.fit.TrainingStore.Ancestor;
import io.plimsoll.training.fit.TrainingStore.Moved;
import io.plimsoll.trainingkernel.spec.SplitSpec;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code models}, written when a model is asked for and read at each move. */
final class TrainingRow {
  private TrainingRow() {}

  static Tuple of(NewModel model) {
    TrainingSpec spec = model.order().spec();
    TrainingSpec.Subject subject = spec.subject();
    SplitSpec split = spec.split();
    return Tuple.from(
        Arrays.asList(
            model.id(),
            model.name(),
            model.order().fingerprint(),
            new JsonObject(spec.tree()),
            new JsonObject(json(model.order().request())),
            subject.symbol().value(),
            subject.contextSymbols().stream().map(Symbol::value).toArray(String[]::new),
            spec.learner().algorithm().name(),
            spec.learner().algorithm().task().text(),
            spec.target().column().text(),
            subject.timeframe().text(),
            spec.target().horizon(),
            spec.target().transform().text(),
            boxed(split.length().train()),
            boxed(split.length().test()),
            split.folds(),
            split.scheme().text(),
            model.requester().actor(),
            model.requester().correlation().orElse(null),
            model.order().request().parentModelId(),
            model.order().retrainedFrom().orElse(null),
            model.order().request().groupId(),
            model.cohort().orElse(null),
            model.order().prices().hash(),
            model.versions().kernel(),
            model.versions().learning(),
            model.versions().architecture()));
  }

  static Moved moved(Row row) {
    return new Moved(state(row), Optional.ofNullable(row.getString("correlation_id")));
  }

  static Ancestor ancestor(Row row) {
    return new Ancestor(
        row.getUUID("id"),
        ModelStatus.parse(row.getString("status")),
        row.get(JsonObject.class, "request").encode(),
        row.get(JsonObject.class, "config").getMap(),
        Optional.ofNullable(row.getString("holdout_from")).map(Instant::parse),
        row.getString("data_snapshot"));
  }

  private static ModelState state(Row row) {
    String sha256 = row.getString("artifact_sha256");
    return new ModelState(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("fingerprint"),
        row.getString("status"),
        row.getString("symbol"),
        List.of(row.getArrayOfStrings("context_symbols")),
        row.getString("algorithm"),
        row.getString("target_col"),
        row.getString("target_transform"),
        row.getInteger("horizon"),
        row.getString("timeframe"),
        row.getString("task"),
        features(row.get(JsonObject.class, "config")),
        spans(row.get(JsonObject.class, "spans")),
        metrics(row.get(JsonObject.class, "metrics")),
        row.getString("data_snapshot"),
        row.getString("kernel_version"),
        row.getString("learning_version"),
        sha256 == null ? null : new ModelArtifact(sha256, row.getLong("artifact_bytes")),
        row.getUUID("parent_model_id"),
        row.getUUID("group_id"),
        row.getString("family"),
        row.getString("error"),
        row.get(OffsetDateTime.class, "created_at").toInstant(),
        completedAt(row));
  }

  private static List<String> features(JsonObject config) {
    return config.getJsonArray("features").stream().map(String::valueOf).toList();
  }

  private static @Nullable Instant completedAt(Row row) {
    OffsetDateTime time = row.get(OffsetDateTime.class, "finished_at");
    boolean isCompleted = row.getString("status").equals(ModelStatus.COMPLETED.text());
    return isCompleted ? time.toInstant() : null;
  }

  private static @Nullable ModelSpans spans(@Nullable JsonObject json) {
    return json == null ? null : read(json, ModelSpans.class);
  }

  private static @Nullable ModelMetrics metrics(@Nullable JsonObject json) {
    return json == null
        ? null
        : new ModelMetrics(scores(json, "out_of_fold"), scores(json, "holdout"));
  }

  private static Map<String, Object> scores(JsonObject metrics, String part) {
    return metrics.getJsonObject(part, new JsonObject()).getMap();
  }

  private static <T> T read(JsonObject json, Class<T> type) {
    try {
      return ContractJson.mapper().readValue(json.encode(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that the service wrote itself", e);
    }
  }

  static String json(Object contract) {
    try {
      return ContractJson.mapper().writeValueAsString(contract);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a contract can be written", e);
    }
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
