package io.plimsoll.batch.risk.core;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What readers see of the nights: the current run of each portfolio and date, as JSON trees. */
public interface RiskViews {
  /** The night of a date, or the newest one, with its jobs. */
  Uni<Optional<Map<String, Object>>> summary(long portfolioId, Optional<LocalDate> asOf);

  /** The positions' values and sensitivities of a date, or of the newest night. */
  Uni<Listing> greeks(long portfolioId, Optional<LocalDate> asOf, Range range);

  /** What an engine found at a date, or in the newest night; empty if that night has none of it. */
  Uni<Optional<Map<String, Object>>> finding(
      long portfolioId, Optional<LocalDate> asOf, Finding finding);

  /** All runs of a date, or of every date, newest first, with the one that readers see marked. */
  Uni<Listing> runs(long portfolioId, Optional<LocalDate> asOf, Range range);

  /** Everything that a portfolio's run was made of and gave, as one tree. */
  Uni<Optional<Map<String, Object>>> whole(long portfolioId, UUID run);

  /** What can be asked for. */
  enum Finding {
    /** Exposures and betas. */
    FACTORS,
    /** Moves, value at risk and shortfall. */
    MARKET_RISK,
    /** Scenarios. */
    STRESS,
    /** Clusters, bets and the matrix. */
    CORRELATIONS
  }

  /** The end-of-day snapshots, newest first. */
  Uni<Listing> snapshots(long portfolioId, Range range);

  /** All jobs, newest first. */
  Uni<Listing> jobs(Range range);

  /** Stores prices of instruments that have no bars; gives how many. */
  Uni<Integer> quote(LocalDate date, Map<String, BigDecimal> prices, String source);

  /**
   * Which rows are asked for.
   *
   * @param limit at most this many
   * @param offset after this many
   */
  record Range(int limit, int offset) {}

  /**
   * The rows asked for and the number of all.
   *
   * @param items as JSON trees
   * @param total of the whole list
   */
  record Listing(List<Map<String, Object>> items, long total) {
    public Listing {
      items = List.copyOf(items);
    }
  }
}
