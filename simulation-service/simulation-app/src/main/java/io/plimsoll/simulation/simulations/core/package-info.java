/** What a request means and what is computed for it. */
@NullMarked
package io.plimsoll.simulation.simulations.core;

import org.jspecify.annotations.NullMarked;
