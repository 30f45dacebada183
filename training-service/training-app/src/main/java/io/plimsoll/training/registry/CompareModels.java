package io.plimsoll.training.registry;

import io.plimsoll.training.registry.Comparison.Side;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Puts two models side by side. */
@ApplicationScoped
public class CompareModels {
  private final ModelRegistry models;

  CompareModels(ModelRegistry models) {
    this.models = models;
  }

  /** Compares; fails with {@code NotFound} if one does not exist. */
  public Uni<ComparisonView> compare(UUID a, UUID b) {
    return side(a).chain(left -> side(b).map(right -> Comparison.of(left, right)));
  }

  private Uni<Side> side(UUID id) {
    return models.get(id).chain(model -> models.config(id).map(config -> new Side(model, config)));
  }
}
