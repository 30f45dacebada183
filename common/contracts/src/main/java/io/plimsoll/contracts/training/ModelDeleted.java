package io.plimsoll.contracts.training;

import java.util.UUID;

/** A model, its importances and its bundle are gone. */
public record ModelDeleted(
    UUID modelId, String name, String fingerprint, String symbol, String timeframe) {}
