/** Simulations over HTTP. */
@NullMarked
package io.plimsoll.simulation.simulations.http;

import org.jspecify.annotations.NullMarked;
