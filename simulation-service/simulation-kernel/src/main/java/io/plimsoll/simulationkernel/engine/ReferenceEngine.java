package io.plimsoll.simulationkernel.engine;

import io.plimsoll.kernel.array.Vec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The same rules as {@link Engine}, said as a strategy, a broker and events: the form that defines
 * what a simulation means.
 *
 * <p>The strategy is shown one bar at a time and keeps its own history, so it cannot see the
 * future; orders wait in the broker's queue until their bar. It is slower than the columnar form
 * and equal to it to the last bit, which a test tries over many random runs.
 */
public final class ReferenceEngine {
  private ReferenceEngine() {}

  /** Simulates as {@link Engine#run(Market, Vec, Vec, SimulationSettings)} does. */
  public static Simulation run(Market market, Vec signal, Vec gate, SimulationSettings settings) {
    Engine.check(market, signal, gate);
    Broker broker = new Broker(settings, market.barsPerYear());
    Strategy strategy = new Strategy(settings);
    int n = market.size();
    double[] equity = new double[n];
    double[] position = new double[n];
    for (int i = 0; i < n; i++) {
      if (market.isAfterGap(i)) {
        broker.missedABar();
      }
      double close = market.bars().close().get(i);
      broker.opens(i, market.bars().open().get(i));
      broker.trades(
          i, market.bars().open().get(i), market.bars().high().get(i), market.bars().low().get(i));
      broker.closes(i, close, i == n - 1);
      equity[i] = broker.worth(close);
      position[i] = broker.position.map(Position::signed).orElse(0.0);
      boolean entriesAllowed = gate.size() == 0 || gate.get(i) != 0;
      strategy.see(i, close, signal.get(i), entriesAllowed, broker);
    }
    Simulation simulation =
        new Simulation(
            broker.orders, broker.trades, Vec.of(equity), Vec.of(position), broker.unfilled);
    Ledger.check(market, simulation, settings);
    return simulation;
  }

  private record Position(int direction, double size, double price, int bar) {
    double signed() {
      return direction * size;
    }

    double stop(double fraction) {
      return direction > 0 ? price * (1 - fraction) : price * (1 + fraction);
    }

    double take(double fraction) {
      return direction > 0 ? price * (1 + fraction) : price * (1 - fraction);
    }

    /** Whether a price is at least as bad for the position as a level. */
    boolean isAtOrWorse(double seen, double level) {
      return direction > 0 ? seen <= level : seen >= level;
    }

    boolean isAtOrBetter(double seen, double level) {
      return direction > 0 ? seen >= level : seen <= level;
    }
  }

  private record Waiting(int due, int target, Reason reason, double annualVolatility) {}

  private static final class Broker {
    private final SimulationSettings settings;
    private final double barsPerYear;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Orders orders = new Orders();
    private final Trades trades = new Trades(orders);
    private Optional<Position> position = Optional.empty();
    private double cash;
    private int intended;
    private int unfilled;
    private boolean ruined;

    Broker(SimulationSettings settings, double barsPerYear) {
      this.settings = settings;
      this.barsPerYear = barsPerYear;
      this.cash = settings.initialCash();
    }

    double worth(double price) {
      return cash + position.map(Position::signed).orElse(0.0) * price;
    }

    int direction() {
      return position.map(Position::direction).orElse(0);
    }

    void missedABar() {
      unfilled += queue.size();
      cancelAll();
    }

    private void cancelAll() {
      queue.clear();
      intended = direction();
    }

    void submit(int bar, int target, Reason reason, double volatility) {
      double annual = volatility * Math.sqrt(barsPerYear);
      queue.add(new Waiting(bar + 1 + settings.fill().delay(), target, reason, annual));
      intended = target;
    }

    void opens(int bar, double price) {
      if (ruined && position.isPresent()) {
        leave(bar, price, Reason.RUIN);
      }
      if (settings.fill().at() == Fill.At.OPEN) {
        fillDue(bar, price, true);
      }
    }

    /** The bar's prices come by: first the open, then the worse extreme, then the better one. */
    void trades(int bar, double open, double high, double low) {
      if (position.isEmpty()) {
        return;
      }
      Position held = position.get();
      double worse = held.direction() > 0 ? low : high;
      double better = held.direction() > 0 ? high : low;
      List<Level> levels = levels(held);
      for (Level level : levels) {
        if (level.isTouched(held, open)) {
          leave(bar, open, level.reason());
          return;
        }
      }
      for (Level level : levels) {
        if (level.isTouched(held, level.reason() == Reason.STOP_LOSS ? worse : better)) {
          leave(bar, level.price(), level.reason());
          return;
        }
      }
    }

    private List<Level> levels(Position held) {
      List<Level> levels = new ArrayList<>();
      settings
          .exits()
          .stopLoss()
          .ifPresent(f -> levels.add(new Level(held.stop(f), Reason.STOP_LOSS)));
      settings
          .exits()
          .takeProfit()
          .ifPresent(f -> levels.add(new Level(held.take(f), Reason.TAKE_PROFIT)));
      return levels;
    }

    private record Level(double price, Reason reason) {
      boolean isTouched(Position held, double seen) {
        return reason == Reason.STOP_LOSS
            ? held.isAtOrWorse(seen, price)
            : held.isAtOrBetter(seen, price);
      }
    }

    void closes(int bar, double price, boolean last) {
      if (settings.fill().at() == Fill.At.CLOSE) {
        fillDue(bar, price, !last);
      }
      if (last && position.isPresent()) {
        exit(bar, price, Reason.END);
      }
      ruined |= worth(price) <= 0;
    }

    private void fillDue(int bar, double price, boolean canEnter) {
      Waiting order = queue.peek();
      if (order == null || order.due() != bar) {
        return;
      }
      queue.remove();
      if (position.isPresent() && direction() != order.target()) {
        exit(bar, price, order.reason());
      }
      if (order.target() != 0 && position.isEmpty() && canEnter) {
        enter(bar, price, order);
      }
      if (queue.isEmpty()) {
        intended = direction();
      }
    }

    private void enter(int bar, double price, Waiting order) {
      Costs costs = settings.costs();
      double paid = order.target() > 0 ? costs.buying(price) : costs.selling(price);
      boolean whole = settings.fill().wholeShares();
      double size = settings.sizing().quantity(cash, paid, order.annualVolatility(), costs, whole);
      if (!(size > 0)) {
        return;
      }
      Position entered = new Position(order.target(), size, paid, bar);
      double fee = costs.fee(size, paid);
      cash = cash - entered.signed() * paid - fee;
      position = Optional.of(entered);
      orders.add(bar, entered.signed(), paid, fee, Reason.ENTRY);
    }

    private void leave(int bar, double price, Reason reason) {
      exit(bar, price, reason);
      cancelAll();
    }

    private void exit(int bar, double price, Reason reason) {
      Position held = position.orElseThrow();
      Costs costs = settings.costs();
      double got = held.direction() > 0 ? costs.selling(price) : costs.buying(price);
      double fee = costs.fee(held.size(), got);
      cash = cash + held.signed() * got - fee;
      orders.add(bar, -held.signed(), got, fee, reason);
      double notional = held.size() * held.price();
      OptionalDouble stopLoss = settings.exits().stopLoss();
      trades.add(stopLoss.isPresent() ? notional * stopLoss.getAsDouble() : notional);
      position = Optional.empty();
    }
  }

  private static final class Strategy {
    private final SimulationSettings settings;
    private final double[] seen = new double[Decisions.Z_WINDOW];
    private final double[] returns = new double[Market.VOLATILITY_WINDOW];
    private int signals;
    private int bars;
    private double lastClose;

    Strategy(SimulationSettings settings) {
      this.settings = settings;
    }

    void see(int bar, double close, double signal, boolean entriesAllowed, Broker broker) {
      remember(close);
      int wish = wish(signal);
      Reason reason = Reason.SIGNAL;
      if (broker.ruined) {
        wish = 0;
      }
      boolean settled = broker.intended == broker.direction();
      if (settled && broker.position.map(held -> isTooLong(bar, held)).orElse(false)) {
        wish = 0;
        reason = Reason.MAX_HOLDING;
      }
      if (wish == Decisions.NONE || wish == broker.intended) {
        return;
      }
      int target = wish != 0 && !entriesAllowed ? 0 : wish;
      if (target != broker.intended) {
        broker.submit(bar, target, reason, volatility());
      }
    }

    private boolean isTooLong(int bar, Position held) {
      if (settings.exits().maxHoldingBars().isEmpty()) {
        return false;
      }
      int entered = settings.fill().at() == Fill.At.OPEN ? held.bar() : held.bar() + 1;
      return bar - entered + 1 >= settings.exits().maxHoldingBars().getAsInt();
    }

    private void remember(double close) {
      if (bars > 0) {
        push(returns, StrictMath.log(close / lastClose));
      }
      lastClose = close;
      bars++;
    }

    private static void push(double[] window, double value) {
      System.arraycopy(window, 1, window, 0, window.length - 1);
      window[window.length - 1] = value;
    }

    private double volatility() {
      return bars > returns.length
          ? Trailing.standardDeviation(returns, 0, returns.length)
          : Double.NaN;
    }

    private int wish(double signal) {
      if (Double.isNaN(signal)) {
        return Decisions.NONE;
      }
      double used = isOutlier(signal) ? Double.NaN : signal;
      push(seen, signal);
      signals++;
      double scale = settings.signals().volatilityNormalized() ? volatility() : 1;
      return Decisions.wish(used / scale, settings.signals());
    }

    private boolean isOutlier(double signal) {
      if (settings.signals().zScoreThreshold().isEmpty() || signals < Decisions.Z_NEEDED) {
        return false;
      }
      int known = Math.min(signals, seen.length);
      double[] window = Arrays.copyOfRange(seen, seen.length - known, seen.length);
      double limit = settings.signals().zScoreThreshold().getAsDouble();
      return Decisions.isOutlier(signal, window, known, limit);
    }
  }
}
