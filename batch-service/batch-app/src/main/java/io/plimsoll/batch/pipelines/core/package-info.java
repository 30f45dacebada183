/** What a run is asked to do and what it tells the world. */
@NullMarked
package io.plimsoll.batch.pipelines.core;

import org.jspecify.annotations.NullMarked;
