/** The service's own copy of the market's bars. */
@NullMarked
package io.plimsoll.simulation.marketdata;

import org.jspecify.annotations.NullMarked;
