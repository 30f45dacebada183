/** Batches and their items in the database, and what moves them. */
@NullMarked
package io.plimsoll.batch.items.store;

import org.jspecify.annotations.NullMarked;
