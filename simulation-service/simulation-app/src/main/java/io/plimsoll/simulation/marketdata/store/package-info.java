/** The copy of the bars in PostgreSQL. */
@NullMarked
package io.plimsoll.simulation.marketdata.store;

import org.jspecify.annotations.NullMarked;
