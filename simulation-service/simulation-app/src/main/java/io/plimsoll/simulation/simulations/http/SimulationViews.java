package io.plimsoll.simulation.simulations.http;

import static java.util.stream.Collectors.toMap;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.simulation.simulations.SimulationRecord;
import io.plimsoll.simulation.simulations.SimulationStore;
import io.plimsoll.simulation.simulations.SimulationStore.FamilyTrials;
import io.plimsoll.simulation.simulations.core.EquityTable;
import io.plimsoll.simulation.simulations.core.Span;
import io.plimsoll.simulation.simulations.core.TradeTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/** Puts records together with what is read beside them: trials, looks, trades and equity. */
@ApplicationScoped
class SimulationViews {
  private static final int MOST_TRADES = 1_000;
  private static final int MOST_POINTS = 2_000;

  private final SimulationStore store;

  SimulationViews(SimulationStore store) {
    this.store = store;
  }

  /** One record. */
  Uni<SimulationView> view(UUID id) {
    return store
        .find(id)
        .map(found -> found.orElseThrow(() -> new NotFound("simulation", id)))
        .chain(this::view);
  }

  private Uni<SimulationView> view(SimulationRecord record) {
    return trials(record)
        .chain(trials -> looks(record).map(looks -> SimulationView.of(record, trials, looks)));
  }

  /** One page of records. */
  Uni<Page<SimulationView>> page(Page<SimulationRecord> records) {
    List<String> families =
        records.items().stream().map(record -> record.identity().family()).distinct().toList();
    return store
        .trials(families)
        .map(found -> found.stream().collect(toMap(FamilyTrials::family, Function.identity())))
        .map(trials -> records.map(record -> view(record, trials)));
  }

  private static SimulationView view(SimulationRecord record, Map<String, FamilyTrials> trials) {
    String family = record.identity().family();
    return SimulationView.of(
        record, trials.getOrDefault(family, new FamilyTrials(family, 0, 0)), OptionalInt.empty());
  }

  /** The answer to a request: the record with its first trades and its chart. */
  Uni<SimulateView> answer(SimulationRecord record, boolean duplicate) {
    return view(record)
        .chain(view -> trades(record.id()).map(trades -> new Told(view, trades)))
        .chain(told -> equity(record.id()).map(equity -> answer(told, equity, duplicate)));
  }

  private record Told(SimulationView view, TradeTable trades) {}

  private static SimulateView answer(Told told, EquityTable equity, boolean duplicate) {
    SimulationView view = told.view();
    return new SimulateView(
        view.simulationId(),
        view.fingerprint(),
        duplicate,
        view.span(),
        view.stats(),
        view.selection(),
        view.holdoutLooks(),
        told.trades().rows(0, MOST_TRADES).stream().map(TradeView::of).toList(),
        told.trades().size(),
        equity.columns(MOST_POINTS));
  }

  /** The round trips of a completed record. */
  Uni<TradeTable> trades(UUID id) {
    return store
        .trades(id)
        .map(found -> found.orElseThrow(() -> new NotFound("result of simulation", id)));
  }

  /** The equity of a completed record. */
  Uni<EquityTable> equity(UUID id) {
    return store
        .equity(id)
        .map(found -> found.orElseThrow(() -> new NotFound("result of simulation", id)));
  }

  private Uni<FamilyTrials> trials(SimulationRecord record) {
    String family = record.identity().family();
    return store
        .trials(List.of(family))
        .map(found -> found.isEmpty() ? new FamilyTrials(family, 0, 0) : found.getFirst());
  }

  private Uni<OptionalInt> looks(SimulationRecord record) {
    return record.subject().span() == Span.HOLDOUT
        ? store.holdoutLooks(record.identity().family()).map(OptionalInt::of)
        : Uni.createFrom().item(OptionalInt.empty());
  }
}
