package io.plimsoll.simulation.simulations.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.simulation.simulations.core.EquityTable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The answer to a request that was computed, or had been.
 *
 * @param duplicate whether the record was there before
 * @param trades the first 1,000 round trips
 * @param tradesTotal how many there are; the rest by page
 * @param chartData at most 2,000 points that keep every peak and trough
 */
public record SimulateView(
    UUID simulationId,
    String fingerprint,
    boolean duplicate,
    String span,
    Optional<JsonNode> stats,
    Optional<SelectionView> selection,
    Optional<Integer> holdoutLooks,
    List<TradeView> trades,
    int tradesTotal,
    EquityTable.Columns chartData) {}
