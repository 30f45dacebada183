/** Simulations in PostgreSQL. */
@NullMarked
package io.plimsoll.simulation.simulations.store;

import org.jspecify.annotations.NullMarked;
