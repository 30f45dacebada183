/** Market data as batch-service keeps it: revisions merged in, quality measured. */
@NullMarked
package io.plimsoll.batchkernel.marketdata;

import org.jspecify.annotations.NullMarked;
