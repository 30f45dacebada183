package io.plimsoll.contracts.training;

import java.util.UUID;

/** A model is trained and stored; its bundle can be fetched. */
public record ModelCompleted(
    UUID modelId,
    String name,
    String fingerprint,
    String status,
    String symbol,
    String timeframe,
    String algorithm,
    ModelMetrics metrics,
    ModelArtifact artifact,
    ModelSpans spans) {}
