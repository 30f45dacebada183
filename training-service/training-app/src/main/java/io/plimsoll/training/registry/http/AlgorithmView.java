package io.plimsoll.training.registry.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.Hyperparameter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One algorithm and what can be set. */
@Schema(name = "Algorithm")
public record AlgorithmView(
    @Schema(examples = "ridge_regression") String name,
    @Schema(examples = "regression") String task,
    List<Setting> hyperparameters) {

  public AlgorithmView {
    hyperparameters = List.copyOf(hyperparameters);
  }

  static AlgorithmView of(Algorithm algorithm) {
    return new AlgorithmView(
        algorithm.name(),
        algorithm.task().text(),
        algorithm.hyperparameters().stream().map(Setting::of).toList());
  }

  /** One hyperparameter, its default and its range; both ends belong to it. */
  @Schema(name = "Hyperparameter")
  public record Setting(
      @Schema(examples = "alpha") String name,
      @Schema(examples = "number", description = "number or integer") String type,
      @Schema(name = "default", examples = "1.0") @JsonProperty("default") double standard,
      double min,
      double max) {

    static Setting of(Hyperparameter one) {
      return new Setting(
          one.name(),
          one.isWhole() ? "integer" : "number",
          one.standard(),
          one.smallest(),
          one.largest());
    }
  }
}
