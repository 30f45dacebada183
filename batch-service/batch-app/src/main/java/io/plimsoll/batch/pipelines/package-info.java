/** Pipelines: definitions, triggers, runs. */
@NullMarked
package io.plimsoll.batch.pipelines;

import org.jspecify.annotations.NullMarked;
