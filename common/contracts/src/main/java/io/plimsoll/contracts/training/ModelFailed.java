package io.plimsoll.contracts.training;

import java.util.UUID;

/** A training failed for good; the model is terminal and a new request may try again. */
public record ModelFailed(
    UUID modelId, String name, String fingerprint, String symbol, String timeframe, String error) {}
