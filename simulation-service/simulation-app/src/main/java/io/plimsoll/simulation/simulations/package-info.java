/** Simulations: asked for, computed, stored and shown. */
@NullMarked
package io.plimsoll.simulation.simulations;

import org.jspecify.annotations.NullMarked;
