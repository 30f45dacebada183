/** Bars as they arrive. */
@NullMarked
package io.plimsoll.simulation.marketdata.kafka;

import org.jspecify.annotations.NullMarked;
