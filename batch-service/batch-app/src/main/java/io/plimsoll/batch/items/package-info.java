/** Batches of items, each worked through in the background with a status of its own. */
@NullMarked
package io.plimsoll.batch.items;

import org.jspecify.annotations.NullMarked;
