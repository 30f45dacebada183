package io.plimsoll.simulationkernel.engine;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** The filled orders of a simulation in the order of their fills, as columns. */
public final class Orders {
  private int size;
  private int[] bars = new int[64];
  private double[] quantities = new double[64];
  private double[] prices = new double[64];
  private double[] fees = new double[64];
  private Reason[] reasons = new Reason[64];

  Orders() {}

  void add(int bar, double quantity, double price, double fee, Reason reason) {
    if (size == bars.length) {
      grow(2 * size);
    }
    bars[size] = bar;
    quantities[size] = quantity;
    prices[size] = price;
    fees[size] = fee;
    reasons[size] = reason;
    size++;
  }

  private void grow(int capacity) {
    bars = Arrays.copyOf(bars, capacity);
    quantities = Arrays.copyOf(quantities, capacity);
    prices = Arrays.copyOf(prices, capacity);
    fees = Arrays.copyOf(fees, capacity);
    reasons = Arrays.copyOf(reasons, capacity);
  }

  /** How many orders were filled. */
  public int size() {
    return size;
  }

  /** The bar of a fill. */
  public int bar(int index) {
    return bars[index];
  }

  /** The signed quantity of a fill. */
  public double quantity(int index) {
    return quantities[index];
  }

  /** The price of a fill, slippage included. */
  public double price(int index) {
    return prices[index];
  }

  /** The fee of an order. */
  public double fee(int index) {
    return fees[index];
  }

  /** Why the order was filled. */
  public Reason reason(int index) {
    return reasons[index];
  }

  /** One order as a record. */
  public Order get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("order: %d (expected: below %d)".formatted(index, size));
    }
    return new Order(bars[index], quantities[index], prices[index], fees[index], reason(index));
  }

  /** The orders as records, made when asked for. */
  public List<Order> asList() {
    return new AbstractList<>() {
      @Override
      public Order get(int index) {
        return Orders.this.get(index);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** The money that changed hands, purchases and sales alike. */
  public double grossNotional() {
    double gross = 0;
    for (int i = 0; i < size; i++) {
      gross += Math.abs(quantities[i]) * prices[i];
    }
    return gross;
  }

  /** The sum of all fees. */
  public double totalFees() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += fees[i];
    }
    return total;
  }
}
