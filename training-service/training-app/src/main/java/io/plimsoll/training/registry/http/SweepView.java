package io.plimsoll.training.registry.http;

import io.plimsoll.training.registry.DeleteModels.Sweep;
import io.plimsoll.training.registry.ModelRegistry.Candidate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to the deletion of all models. */
@Schema(name = "DeletedModels")
public record SweepView(int deleted, List<Kept> kept) {

  public SweepView {
    kept = List.copyOf(kept);
  }

  static SweepView of(Sweep sweep) {
    return new SweepView(sweep.deleted(), sweep.kept().stream().map(Kept::of).toList());
  }

  /** A model that stays, and why. */
  @Schema(name = "KeptModel")
  public record Kept(UUID id, String reason) {
    static Kept of(Candidate model) {
      return new Kept(model.id(), model.obstacle().orElseThrow().reason());
    }
  }
}
