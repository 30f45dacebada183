/** Pipelines in PostgreSQL: where runs are moved, under the lock of their row. */
@NullMarked
package io.plimsoll.batch.pipelines.store;

import org.jspecify.annotations.NullMarked;
