/** Nights in the database, and the work items that run them. */
@NullMarked
package io.plimsoll.batch.risk.store;

import org.jspecify.annotations.NullMarked;
