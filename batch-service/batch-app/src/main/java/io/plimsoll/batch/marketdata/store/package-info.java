/** Market data in PostgreSQL, and the work that fills it. */
@NullMarked
package io.plimsoll.batch.marketdata.store;

import org.jspecify.annotations.NullMarked;
