package io.plimsoll.local.demo;

import java.util.Map;

/**
 * One model of the demo: what is trained on which prices, and how its signals are traded.
 *
 * @param symbol whose prices
 * @param timeframe of the bars
 * @param algorithm a name of {@code GET /algorithms}
 * @param training members of the training's request beyond these three
 * @param trading members of the simulation's request beyond model and ticker
 */
record Job(
    String symbol,
    String timeframe,
    String algorithm,
    Map<String, Object> training,
    Map<String, Object> trading) {
  Job {
    training = Map.copyOf(training);
    trading = Map.copyOf(trading);
  }
}
