/** Market data: imports, chunks, heads, snapshots and what can be asked of them. */
@NullMarked
package io.plimsoll.batch.marketdata;

import org.jspecify.annotations.NullMarked;
