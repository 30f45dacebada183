package io.plimsoll.simulationkernel.engine;

/**
 * One filled order.
 *
 * @param bar the bar of the fill
 * @param quantity positive for a purchase, negative for a sale
 * @param price the price paid or got, slippage included
 */
public record Order(int bar, double quantity, double price, double fee, Reason reason) {}
