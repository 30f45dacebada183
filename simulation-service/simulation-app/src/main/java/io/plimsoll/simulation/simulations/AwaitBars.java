package io.plimsoll.simulation.simulations;

import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.marketdata.PriceSnapshot;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.queue.NotYet;
import io.plimsoll.platform.work.Polling;
import io.plimsoll.simulation.simulations.core.ResolvedRequest.Rows;
import io.plimsoll.simulation.simulations.core.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the newest bars that a simulation needs, and waits for those that are on their way. */
@ApplicationScoped
class AwaitBars {
  private final Prices prices;
  private final Polling polling;

  AwaitBars(Prices prices, Polling polling) {
    this.prices = prices;
    this.polling = polling;
  }

  /** Rows of a model's symbol or of another's. */
  record Wanted(Rows rows, ModelState model) {
    List<Symbol> symbols() {
      List<Symbol> symbols = new ArrayList<>(List.of(rows.ticker()));
      model.contextSymbols().forEach(symbol -> symbols.add(new Symbol(symbol)));
      return symbols;
    }

    Timeframe timeframe() {
      return Timeframe.parse(model.timeframe());
    }

    boolean isOwnSymbol() {
      return rows.ticker().value().equals(model.symbol());
    }
  }

  /**
   * The bars as they are once those that are needed are there.
   *
   * @param snapshot what has to have arrived, too
   * @param most how long to wait
   * @return fails with {@link NotYet} where they are not there in time
   */
  Uni<PriceSnapshot> await(Wanted wanted, Optional<String> snapshot, Duration most) {
    return polling
        .until(() -> newest(wanted), bars -> isThere(wanted, bars), most)
        .invoke(bars -> check(wanted, bars))
        .chain(bars ->
            snapshot
                .map(hash -> atLeast(wanted, hash, most))
                .orElseGet(() -> Uni.createFrom().item(bars)));
  }

  /** Waits for a snapshot, and then takes the bars as they are. */
  private Uni<PriceSnapshot> atLeast(Wanted wanted, String snapshot, Duration most) {
    return awaitSnapshot(wanted, snapshot, most)
        .chain(() -> newest(wanted))
        .invoke(bars -> check(wanted, bars));
  }

  private Uni<PriceSnapshot> newest(Wanted wanted) {
    return prices.newest(wanted.symbols(), wanted.timeframe(), Optional.empty());
  }

  private Uni<Void> awaitSnapshot(Wanted wanted, String snapshot, Duration most) {
    return polling
        .until(
            () -> prices.has(snapshot, wanted.symbols(), wanted.timeframe()), there -> there, most)
        .invoke(there -> checkArrived(there, snapshot))
        .replaceWithVoid();
  }

  private static void checkArrived(boolean there, String snapshot) {
    if (!there) {
      throw new NotYet(
          "snapshot:" + snapshot,
          new StateConflict(
              "The bars of snapshot %s have not arrived in time".formatted(snapshot)));
    }
  }

  /** Another ticker's bars are there or not; those that the model was made of are on their way. */
  private static boolean isThere(Wanted wanted, PriceSnapshot bars) {
    ModelSpans spans = wanted.model().spans();
    return !wanted.isOwnSymbol()
        || spans == null
        || (bars.absent().isEmpty() && !bars.span().last().isBefore(lastBar(spans)));
  }

  private static Instant lastBar(ModelSpans spans) {
    return spans.holdoutTo() == null ? spans.trainTo() : spans.holdoutTo();
  }

  private static void check(Wanted wanted, PriceSnapshot bars) {
    Symbol ticker = wanted.rows().ticker();
    if (bars.absent().contains(ticker)) {
      throw notYet(
          ticker,
          new NotFound("ticker with bars of " + wanted.model().timeframe(), ticker.value()));
    }
    if (!isThere(wanted, bars) || !bars.absent().isEmpty()) {
      throw notYet(
          ticker,
          new StateConflict(
              "The bars of %s that the model was made of have not arrived"
                  .formatted(wanted.symbols())));
    }
    ModelSpans spans = wanted.model().spans();
    if (wanted.rows().span() == Span.LIVE
        && spans != null
        && bars.span().last().isBefore(spans.liveFrom())) {
      throw new StateConflict(
          "No bar of %s is newer than the model (expected: one from %s on)"
              .formatted(ticker.value(), spans.liveFrom()));
    }
  }

  private static NotYet notYet(Symbol ticker, ServiceException refusal) {
    return new NotYet("bars:" + ticker.value(), refusal);
  }
}
