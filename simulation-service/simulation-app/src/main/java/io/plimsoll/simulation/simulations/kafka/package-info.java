/** Simulations asked for by command. */
@NullMarked
package io.plimsoll.simulation.simulations.kafka;

import org.jspecify.annotations.NullMarked;
