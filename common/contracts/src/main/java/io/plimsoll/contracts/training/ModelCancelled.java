package io.plimsoll.contracts.training;

import java.util.UUID;

/** A training was ended on request; the model is terminal. */
public record ModelCancelled(
    UUID modelId, String name, String fingerprint, String symbol, String timeframe) {}
