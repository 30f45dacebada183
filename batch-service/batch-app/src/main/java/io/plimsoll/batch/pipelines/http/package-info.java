/** The pipeline routes. */
@NullMarked
package io.plimsoll.batch.pipelines.http;

import org.jspecify.annotations.NullMarked;
