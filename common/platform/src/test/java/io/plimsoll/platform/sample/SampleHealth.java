package io.plimsoll.platform.sample;

import io.plimsoll.platform.health.Check;
import io.plimsoll.platform.health.HealthDetail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What the sample service says of its health. */
@ApplicationScoped
public class SampleHealth implements HealthDetail {
  @Override
  public Uni<Map<String, Object>> fields() {
    return Uni.createFrom().item(Map.of("sample_rows", 7));
  }

  @Override
  public Uni<Map<String, Check>> checks() {
    return Uni.createFrom().item(Map.of("sample", Check.up()));
  }
}
