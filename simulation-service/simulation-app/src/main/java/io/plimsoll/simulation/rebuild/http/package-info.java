/** The administrator's route. */
@NullMarked
package io.plimsoll.simulation.rebuild.http;

import org.jspecify.annotations.NullMarked;
