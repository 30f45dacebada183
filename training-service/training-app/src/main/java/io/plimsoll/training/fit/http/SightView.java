package io.plimsoll.training.fit.http;

import io.plimsoll.training.fit.WatchTraining.Sight;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The data of one event of a training. */
@Schema(name = "TrainingProgress")
public record SightView(
    UUID modelId,
    String status,
    @Schema(description = "0 to 1") double progress,
    @Schema(description = "phase, fold, folds, round, rounds, metric, value")
        Map<String, Object> detail,
    @Nullable String error) {

  static SightView of(Sight sight) {
    return new SightView(
        sight.model(),
        sight.status().text(),
        sight.fraction(),
        sight.detail().getMap(),
        sight.error().orElse(null));
  }
}
