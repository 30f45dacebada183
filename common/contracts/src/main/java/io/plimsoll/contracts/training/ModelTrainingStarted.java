package io.plimsoll.contracts.training;

import java.util.UUID;

/** The data is prepared and the first fold is being fitted. */
public record ModelTrainingStarted(
    UUID modelId, String name, String fingerprint, String symbol, String timeframe) {}
