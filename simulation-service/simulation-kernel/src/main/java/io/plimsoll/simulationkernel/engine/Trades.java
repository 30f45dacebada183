package io.plimsoll.simulationkernel.engine;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * The round trips of a simulation in the order of their exits: pairs of rows of its {@link Orders},
 * with what the position put at risk.
 */
public final class Trades {
  private final Orders orders;
  private int size;
  private double[] risks = new double[32];

  Trades(Orders orders) {
    this.orders = orders;
  }

  /** Takes the last two orders as a round trip. */
  void add(double risk) {
    if (size == risks.length) {
      risks = Arrays.copyOf(risks, 2 * size);
    }
    risks[size++] = risk;
  }

  /** How many round trips there were. */
  public int size() {
    return size;
  }

  /** The signed quantity held. */
  public double quantity(int index) {
    return orders.quantity(2 * index);
  }

  /** The bar of the entry's fill. */
  public int entryBar(int index) {
    return orders.bar(2 * index);
  }

  /** The bar of the exit's fill. */
  public int exitBar(int index) {
    return orders.bar(2 * index + 1);
  }

  /** The result, net of slippage and gross of fees. */
  public double pnl(int index) {
    return orders.quantity(2 * index) * (orders.price(2 * index + 1) - orders.price(2 * index));
  }

  /** The fees of both orders. */
  public double fees(int index) {
    return orders.fee(2 * index) + orders.fee(2 * index + 1);
  }

  /** What the stop put at stake, or the entry's notional where there is no stop. */
  public double risk(int index) {
    return risks[index];
  }

  /** The result per unit of risk, R. */
  public double multipleOfRisk(int index) {
    return pnl(index) / risks[index];
  }

  /** One round trip as a record. */
  public Trade get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("trade: %d (expected: below %d)".formatted(index, size));
    }
    return new Trade(
        leg(2 * index), leg(2 * index + 1), quantity(index), pnl(index), fees(index), risks[index]);
  }

  private Trade.Leg leg(int order) {
    return new Trade.Leg(orders.bar(order), orders.price(order), orders.reason(order));
  }

  /** The round trips as records, made when asked for. */
  public List<Trade> asList() {
    return new AbstractList<>() {
      @Override
      public Trade get(int index) {
        return Trades.this.get(index);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
