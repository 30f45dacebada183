/** Batches by command, and the facts that items wait for. */
@NullMarked
package io.plimsoll.batch.items.kafka;

import org.jspecify.annotations.NullMarked;
