package io.plimsoll.batch;

import java.util.UUID;

/**
 * What a command that was taken on became.
 *
 * @param id the pipeline run, import or risk run
 * @param fingerprint what identifies it
 * @param duplicate whether it was there before
 */
public record CommandAnswer(UUID id, String fingerprint, boolean duplicate) {}
