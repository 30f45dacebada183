package io.plimsoll.contracts.simulation;

import org.jspecify.annotations.Nullable;

/**
 * When an order is filled.
 *
 * @param at open or close of the bar; default open
 * @param delay bars to wait beyond the next one; default 0
 */
public record FillRequest(@Nullable String at, @Nullable Integer delay) {}
