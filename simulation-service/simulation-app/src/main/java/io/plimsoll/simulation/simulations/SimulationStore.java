package io.plimsoll.simulation.simulations;

import io.plimsoll.kernel.statistics.Trials;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.simulation.simulations.core.EquityTable;
import io.plimsoll.simulation.simulations.core.SimulationResult;
import io.plimsoll.simulation.simulations.core.TradeTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Where simulations lie, with the ledgers of trials and of looks at holdouts. */
public interface SimulationStore {

  /** Finds the record of a plan, or makes it; a failed or cancelled one waits again. */
  Uni<Opened> open(SqlConnection connection, SimulationPlan plan);

  /** Remembers a command that is to be told when the simulation ends. */
  Uni<Void> await(SqlConnection connection, UUID simulation, String commandId);

  /** The commands that wait for a simulation; they are forgotten. */
  Uni<List<String>> takeAwaiting(SqlConnection connection, UUID simulation);

  /**
   * Stores a result with its trades, its equity, its trial and, on a holdout, the look at it.
   *
   * @return how many looks the holdout has had, for a holdout
   */
  Uni<OptionalInt> complete(
      SqlConnection connection, SimulationRecord record, SimulationResult result);

  /** Ends a simulation without a result. */
  Uni<Void> end(SqlConnection connection, UUID simulation, SimulationStatus status, String error);

  /** A record by its id, in a transaction of the caller. */
  Uni<Optional<SimulationRecord>> find(SqlConnection connection, UUID simulation);

  /** A record by its id. */
  Uni<Optional<SimulationRecord>> find(UUID simulation);

  /** Where a simulation stands. */
  Uni<Optional<SimulationStatus>> status(UUID simulation);

  /** The packed round trips of a completed simulation. */
  Uni<Optional<TradeTable>> trades(UUID simulation);

  /** The packed equity of a completed simulation. */
  Uni<Optional<EquityTable>> equity(UUID simulation);

  /** Records, newest first. */
  Uni<Page<SimulationRecord>> newest(Filter filter, PageParams page);

  /** Completed records by SQN, best first, those without one last. */
  Uni<Page<SimulationRecord>> top(int leastTrades, PageParams page);

  /** The trials of one family, in a transaction of the caller. */
  Uni<FamilyTrials> trials(SqlConnection connection, String family);

  /** How many looks a family's holdout has had, in a transaction of the caller. */
  Uni<Integer> holdoutLooks(SqlConnection connection, String family);

  /** The trials of some families. */
  Uni<List<FamilyTrials>> trials(List<String> families);

  /** How many looks a family's holdout has had. */
  Uni<Integer> holdoutLooks(String family);

  /** Deletes every finished record; the ledgers stay. */
  Uni<Integer> deleteAll();

  /** Which records are wanted. */
  record Filter(Optional<UUID> modelId, Optional<String> ticker) {}

  /**
   * The record that a plan got.
   *
   * @param isNew whether it has to be computed
   */
  record Opened(UUID id, String fingerprint, SimulationStatus status, boolean isNew) {}

  /**
   * The trials of one family.
   *
   * @param variance of their Sharpe ratios per bar; 0 for fewer than two
   */
  record FamilyTrials(String family, long count, double variance) {
    /** The same for the deflated Sharpe ratio, which is of at least one trial. */
    public Trials selection() {
      return new Trials(Math.max(1, count), variance);
    }
  }
}
