package io.plimsoll.contracts.training;

/**
 * Names a model bundle; the bytes are fetched from {@code GET /models/{id}/artifact}.
 *
 * @param sha256 of the bytes, 64 hexadecimal digits
 * @param bytes how many
 */
public record ModelArtifact(String sha256, long bytes) {}
