package io.plimsoll.batch.risk.core;

import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Compares two runs of a portfolio, number by number. */
@ApplicationScoped
public class CompareRuns {
  private final RiskViews views;

  CompareRuns(RiskViews views) {
    this.views = views;
  }

  /** What the second run has otherwise than the first. */
  public Uni<RunDifference> compare(long portfolioId, UUID from, UUID to) {
    return get(portfolioId, from)
        .chain(before -> get(portfolioId, to).map(after -> RunDifference.of(before, after)));
  }

  private Uni<Map<String, Object>> get(long portfolioId, UUID run) {
    return views
        .whole(portfolioId, run)
        .map(found -> found.orElseThrow(() -> new NotFound("risk run", run)));
  }
}
