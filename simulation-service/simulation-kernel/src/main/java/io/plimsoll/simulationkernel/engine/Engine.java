package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.array.Vec;
import java.util.Arrays;

/**
 * Simulates one strategy on one asset, in columns.
 *
 * <p>The rules, in the order in which a bar meets them:
 *
 * <ol>
 *   <li>A missing bar before this one cancels every order that waits.
 *   <li>A position of a ruined account (worth 0 or less at the last close) is closed at the open.
 *   <li>With fills at the open: the order decided at bar t - 1 - delay is filled. A reversal is two
 *       orders, and the new position is sized on what the first one left.
 *   <li>Stop and take-profit: an open beyond a level is filled at the open; within the bar the stop
 *       counts as touched before the take-profit. Either cancels every order that waits.
 *   <li>With fills at the close: the waiting order is filled at the close.
 *   <li>At the last bar an open position is closed at the close and so marked. Else, with what is
 *       known at this close, the next order is decided.
 * </ol>
 *
 * <p>Shape: signal and gate are (n), aligned with the bars; NaN in the signal is "no opinion",
 * which leaves the position as it is. Cost: O(n) time, about 20 bytes per bar.
 *
 * <p>Every run is checked against the identities of {@link Ledger} before it is given out. {@link
 * ReferenceEngine} says the same rules as objects and events, and agrees to the last bit.
 */
public final class Engine {
  private static final Vec OPEN_GATE = Vec.empty();

  private Engine() {}

  /** Simulates with entries allowed at every bar. */
  public static Simulation run(Market market, Vec signal, SimulationSettings settings) {
    return run(market, signal, OPEN_GATE, settings);
  }

  /**
   * Simulates behind a gate.
   *
   * @param gate 0 where entries decided at that close are blocked (exits never are), anything else
   *     where they are allowed; the empty column allows all
   * @throws IllegalArgumentException if the columns differ in length or there are no bars
   * @throws IllegalStateException if the result breaks an identity of the ledger
   */
  public static Simulation run(Market market, Vec signal, Vec gate, SimulationSettings settings) {
    check(market, signal, gate);
    Simulation simulation = new Run(market, signal, gate, settings).simulate();
    Ledger.check(market, simulation, settings);
    return simulation;
  }

  static void check(Market market, Vec signal, Vec gate) {
    if (market.size() == 0) {
      throw new IllegalArgumentException("bars: 0 (expected: at least 1)");
    }
    if (signal.size() != market.size()) {
      throw new IllegalArgumentException(
          "signal: %d values (expected: one per bar, %d)".formatted(signal.size(), market.size()));
    }
    if (gate.size() != 0 && gate.size() != market.size()) {
      throw new IllegalArgumentException(
          "gate: %d values (expected: none or %d)".formatted(gate.size(), market.size()));
    }
  }

  private static final class Run {
    private final Market market;
    private final SimulationSettings settings;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] gate;
    private final byte[] wishes;
    private final byte[] orders;
    private final Reason[] why;
    private final boolean atOpen;
    private final int delay;
    private final double stopLoss;
    private final double takeProfit;
    private final int longestHolding;

    private final Orders filled = new Orders();
    private final Trades trades = new Trades(filled);
    private double cash;
    private double quantity;
    private double entryPrice;
    private int entryBar;
    private int intended;
    private int waiting;
    private int validFrom;
    private int unfilled;
    private boolean ruined;

    Run(Market market, Vec signal, Vec gate, SimulationSettings settings) {
      this.market = market;
      this.settings = settings;
      this.open = market.bars().open().toArrayUnsafe();
      this.high = market.bars().high().toArrayUnsafe();
      this.low = market.bars().low().toArrayUnsafe();
      this.close = market.bars().close().toArrayUnsafe();
      this.gate = gate.toArrayUnsafe();
      this.wishes = Decisions.of(market, signal, settings.signals());
      this.orders = new byte[close.length];
      Arrays.fill(orders, Decisions.NONE);
      this.longestHolding = settings.exits().maxHoldingBars().orElse(Integer.MAX_VALUE);
      this.why = new Reason[longestHolding == Integer.MAX_VALUE ? 0 : close.length];
      this.atOpen = settings.fill().at() == Fill.At.OPEN;
      this.delay = settings.fill().delay();
      this.stopLoss = settings.exits().stopLoss().orElse(Double.NaN);
      this.takeProfit = settings.exits().takeProfit().orElse(Double.NaN);
      this.cash = settings.initialCash();
    }

    Simulation simulate() {
      int n = close.length;
      double[] equity = new double[n];
      double[] position = new double[n];
      boolean[] gaps = market.gaps();
      boolean hasLevels = !Double.isNaN(stopLoss) || !Double.isNaN(takeProfit);
      for (int i = 0; i < n; i++) {
        if (gaps[i]) {
          unfilled += waiting;
          cancelWaiting(i);
        }
        if (ruined && quantity != 0) {
          exit(i, open[i], Reason.RUIN);
          cancelWaiting(i);
        }
        if (atOpen) {
          fillDue(i, open[i]);
        }
        if (hasLevels && quantity != 0) {
          exitAtLevels(i);
        }
        if (!atOpen) {
          fillDue(i, close[i]);
        }
        if (i == n - 1 && quantity != 0) {
          exit(i, close[i], Reason.END);
        }
        equity[i] = cash + quantity * close[i];
        position[i] = quantity;
        ruined |= equity[i] <= 0;
        decide(i);
      }
      return new Simulation(filled, trades, Vec.ofUnsafe(equity), Vec.ofUnsafe(position), unfilled);
    }

    private void cancelWaiting(int bar) {
      waiting = 0;
      validFrom = bar;
      intended = direction();
    }

    private int direction() {
      return quantity > 0 ? 1 : quantity < 0 ? -1 : 0;
    }

    private void fillDue(int bar, double price) {
      int due = bar - 1 - delay;
      if (due < validFrom || orders[due] == Decisions.NONE) {
        return;
      }
      waiting--;
      int target = orders[due];
      if (quantity != 0 && direction() != target) {
        exit(bar, price, why.length == 0 || why[due] == null ? Reason.SIGNAL : why[due]);
      }
      boolean canEnter = atOpen || bar < close.length - 1;
      if (target != 0 && quantity == 0 && canEnter) {
        enter(bar, due, price, target);
      }
      if (waiting == 0) {
        intended = direction();
      }
    }

    private void enter(int bar, int decided, double price, int target) {
      Costs costs = settings.costs();
      double paid = target > 0 ? costs.buying(price) : costs.selling(price);
      double volatility = market.volatility(decided) * Math.sqrt(market.barsPerYear());
      double size =
          settings.sizing().quantity(cash, paid, volatility, costs, settings.fill().wholeShares());
      if (!(size > 0)) {
        return;
      }
      double fee = costs.fee(size, paid);
      quantity = target * size;
      cash = cash - quantity * paid - fee;
      entryPrice = paid;
      entryBar = bar;
      filled.add(bar, quantity, paid, fee, Reason.ENTRY);
    }

    private void exit(int bar, double price, Reason reason) {
      Costs costs = settings.costs();
      double got = quantity > 0 ? costs.selling(price) : costs.buying(price);
      double fee = costs.fee(Math.abs(quantity), got);
      cash = cash + quantity * got - fee;
      filled.add(bar, -quantity, got, fee, reason);
      double notional = Math.abs(quantity) * entryPrice;
      trades.add(Double.isNaN(stopLoss) ? notional : notional * stopLoss);
      quantity = 0;
    }

    private void exitAtLevels(int bar) {
      boolean isLong = quantity > 0;
      double stop = isLong ? entryPrice * (1 - stopLoss) : entryPrice * (1 + stopLoss);
      double take = isLong ? entryPrice * (1 + takeProfit) : entryPrice * (1 - takeProfit);
      double first = open[bar];
      double worst = isLong ? low[bar] : high[bar];
      double best = isLong ? high[bar] : low[bar];
      if (isLong ? first <= stop : first >= stop) {
        leave(bar, first, Reason.STOP_LOSS);
      } else if (isLong ? first >= take : first <= take) {
        leave(bar, first, Reason.TAKE_PROFIT);
      } else if (isLong ? worst <= stop : worst >= stop) {
        leave(bar, stop, Reason.STOP_LOSS);
      } else if (isLong ? best >= take : best <= take) {
        leave(bar, take, Reason.TAKE_PROFIT);
      }
    }

    private void leave(int bar, double price, Reason reason) {
      exit(bar, price, reason);
      cancelWaiting(bar);
    }

    private void decide(int bar) {
      int wish = ruined ? 0 : wishes[bar];
      boolean tooLong = false;
      if (quantity != 0 && intended == direction()) {
        tooLong = bar - entryBar + (atOpen ? 1 : 0) >= longestHolding;
        wish = tooLong ? 0 : wish;
      }
      if (wish == Decisions.NONE || wish == intended) {
        return;
      }
      if (wish != 0 && gate.length != 0 && gate[bar] == 0) {
        wish = 0;
        if (intended == 0) {
          return;
        }
      }
      orders[bar] = (byte) wish;
      if (tooLong) {
        why[bar] = Reason.MAX_HOLDING;
      }
      intended = wish;
      waiting++;
    }
  }
}
