package io.plimsoll.training.marketdata;

import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.work.Polling;
import io.plimsoll.training.Arrivals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A snapshot has arrived when its own symbols, or those it was announced with, hash to it. */
@ApplicationScoped
class AwaitSnapshot implements Arrivals {
  private final Prices prices;
  private final Announcements announcements;
  private final Polling polling;
  private final MarketDataConfig config;

  AwaitSnapshot(
      Prices prices, Announcements announcements, Polling polling, MarketDataConfig config) {
    this.prices = prices;
    this.announcements = announcements;
    this.polling = polling;
    this.config = config;
  }

  @Override
  public Uni<Boolean> await(String snapshot, List<Symbol> symbols, Timeframe timeframe) {
    return polling.until(
        () -> have(snapshot, symbols, timeframe), there -> there, config.patience());
  }

  @Override
  public Uni<Boolean> have(String snapshot, List<Symbol> symbols, Timeframe timeframe) {
    return prices
        .has(snapshot, symbols, timeframe)
        .chain(there -> there ? Uni.createFrom().item(true) : announcements.isComplete(snapshot));
  }
}
