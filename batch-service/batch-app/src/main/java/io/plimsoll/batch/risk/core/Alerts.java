package io.plimsoll.batch.risk.core;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What failed and was told. */
public interface Alerts {
  /** The newest first. */
  Uni<RiskViews.Listing> list(RiskViews.Range range);

  /** Raises one that means nothing, to see whether alerts arrive; gives its id. */
  Uni<UUID> test(String actor);
}
