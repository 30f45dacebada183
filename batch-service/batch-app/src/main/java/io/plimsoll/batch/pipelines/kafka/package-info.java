/** The commands and facts that start pipelines and end their steps. */
@NullMarked
package io.plimsoll.batch.pipelines.kafka;

import org.jspecify.annotations.NullMarked;
