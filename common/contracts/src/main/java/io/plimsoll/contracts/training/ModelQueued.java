package io.plimsoll.contracts.training;

import java.util.UUID;

/** A model was asked for and waits. */
public record ModelQueued(
    UUID modelId, String name, String fingerprint, String symbol, String timeframe) {}
