package io.plimsoll.contracts.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks batch-service to start a run of a pipeline.
 *
 * @param pipeline the pipeline's name
 * @param parameters values for the parameters the pipeline declares; absent ones take its defaults
 */
public record StartPipeline(String pipeline, @Nullable Map<String, Object> parameters) {}
