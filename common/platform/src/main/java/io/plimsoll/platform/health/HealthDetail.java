package io.plimsoll.platform.health;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/**
 * A bean that adds to {@code GET /health}. It must answer fast from memory or one small query; an
 * answer that fails or takes over a second counts as a check that is down.
 */
public interface HealthDetail {
  /** Further members of the answer, in snake_case: {@code models_available}. */
  default Uni<Map<String, Object>> fields() {
    return Uni.createFrom().item(Map.of());
  }

  /** Further entries of {@code checks}. One that is down makes the service degraded. */
  default Uni<Map<String, Check>> checks() {
    return Uni.createFrom().item(Map.of());
  }
}
