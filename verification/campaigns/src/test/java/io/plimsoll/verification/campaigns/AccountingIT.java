package io.plimsoll.verification.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.simulationkernel.engine.Engine;
import io.plimsoll.simulationkernel.engine.Ledger;
import io.plimsoll.simulationkernel.engine.Market;
import io.plimsoll.simulationkernel.engine.Order;
import io.plimsoll.simulationkernel.engine.Samples;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import io.plimsoll.simulationkernel.engine.Trade;
import io.plimsoll.testkit.campaign.Campaign;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Money is conserved, whatever the market, the signal and the settings: accounts kept exactly. */
class AccountingIT {
  private static final int FULL = 10_000;
  private static final int BARS = 400;

  /** Of the money that changed hands; some 800 roundings of 1e-16 each stay far below. */
  private static final double ROUNDING = 1e-11;

  private int orders;
  private int trades;
  private double worst;

  @Test
  void accountsForEveryRunToTheLastCent(TestReporter reporter) {
    int runs = Campaign.of(FULL);

    for (int seed = 0; seed < runs; seed++) {
      account(seed);
    }

    assertThat(trades).isGreaterThan(10 * runs);
    reporter.publishEntry("runs", Integer.toString(runs));
    reporter.publishEntry("seeds", "0 to " + (runs - 1));
    reporter.publishEntry("orders", Integer.toString(orders));
    reporter.publishEntry("round_trips", Integer.toString(trades));
    reporter.publishEntry("largest_error_of_turnover", Double.toString(worst));
  }

  private void account(int seed) {
    Random random = new Random(seed);
    Market market = Samples.randomMarket(random, BARS);
    Vec signal = Samples.randomSignal(random, BARS);
    Vec gate = Samples.randomGate(random, BARS);
    SimulationSettings settings = Samples.randomSettings(random);

    Simulation run = Engine.run(market, signal, gate, settings);

    Ledger.check(market, run, settings);
    requireCashOfOrders(seed, run, settings);
    requireResultsOfTrades(seed, run, settings);
    orders += run.orders().size();
    trades += run.trades().size();
  }

  /** The final value is the initial cash less what orders paid and their fees, added exactly. */
  private void requireCashOfOrders(int seed, Simulation run, SimulationSettings settings) {
    BigDecimal cash = new BigDecimal(settings.initialCash());
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal turnover = cash;
    for (Order order : run.orders().asList()) {
      BigDecimal paid = new BigDecimal(order.quantity()).multiply(new BigDecimal(order.price()));
      cash = cash.subtract(paid).subtract(new BigDecimal(order.fee()));
      held = held.add(new BigDecimal(order.quantity()));
      turnover = turnover.add(paid.abs());
      assertThat(order.fee()).as("fee, seed %d", seed).isNotNegative();
    }
    requireNear("cash of orders, seed " + seed, run.finalValue(), cash, turnover);
    assertThat(held.abs().doubleValue()).as("held in the end, seed %d", seed).isLessThan(1e-9);
  }

  /** The change of the account is what the round trips brought, less their fees, added exactly. */
  private void requireResultsOfTrades(int seed, Simulation run, SimulationSettings settings) {
    BigDecimal worth = new BigDecimal(settings.initialCash());
    BigDecimal turnover = worth;
    for (Trade trade : run.trades().asList()) {
      BigDecimal quantity = new BigDecimal(trade.quantity());
      BigDecimal entry = new BigDecimal(trade.entry().price());
      BigDecimal exit = new BigDecimal(trade.exit().price());
      BigDecimal gain = quantity.multiply(exit.subtract(entry));
      turnover = turnover.add(quantity.multiply(entry.add(exit)).abs());
      requireNear("result of a round trip, seed " + seed, trade.pnl(), gain, turnover);
      worth = worth.add(gain).subtract(new BigDecimal(trade.fees()));
      assertThat(trade.bars()).as("bars held, seed %d", seed).isNotNegative();
    }
    requireNear("results of round trips, seed " + seed, run.finalValue(), worth, turnover);
  }

  private void requireNear(String what, double found, BigDecimal exact, BigDecimal turnover) {
    double error =
        new BigDecimal(found).subtract(exact).abs().doubleValue() / turnover.doubleValue();
    assertThat(error).as(what).isLessThan(ROUNDING);
    worst = Math.max(worst, error);
  }
}
