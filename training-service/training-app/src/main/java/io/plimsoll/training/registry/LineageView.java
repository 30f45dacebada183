package io.plimsoll.training.registry;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a model comes from and what came of it. */
@Schema(name = "Lineage")
public record LineageView(
    UUID modelId,
    @Schema(description = "Parents, their parents and so on, the nearest first")
        List<Relative> ancestors,
    @Schema(description = "Models that name this one as their parent") List<Relative> children,
    @Schema(description = "The same configuration on newer data") List<Relative> retrains) {

  public LineageView {
    ancestors = List.copyOf(ancestors);
    children = List.copyOf(children);
    retrains = List.copyOf(retrains);
  }

  /**
   * A related model.
   *
   * @param distance how many steps away
   */
  @Schema(name = "Relative")
  public record Relative(UUID id, String name, String status, int distance) {}
}
