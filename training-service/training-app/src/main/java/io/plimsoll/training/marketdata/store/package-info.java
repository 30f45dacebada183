/** What was announced of the bars, in PostgreSQL. */
@NullMarked
package io.plimsoll.training.marketdata.store;

import org.jspecify.annotations.NullMarked;
