/** Reads Parquet files that nobody has checked into the kernel's price tables. */
@NullMarked
package io.plimsoll.batch.marketdata.core.parquet;

import org.jspecify.annotations.NullMarked;
