package io.plimsoll.contracts.training;

import java.util.UUID;

/** A worker has taken up the model and prepares its data. */
public record ModelPreprocessing(
    UUID modelId, String name, String fingerprint, String symbol, String timeframe) {}
