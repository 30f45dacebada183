package io.plimsoll.batch.pipelines.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is started with.
 *
 * @param parameters values for the pipeline's parameters; absent ones take its defaults
 */
record RunBody(@Nullable Map<String, Object> parameters) {}
