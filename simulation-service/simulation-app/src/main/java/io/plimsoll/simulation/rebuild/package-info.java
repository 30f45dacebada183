/** Read models dropped and read again from their topics. */
@NullMarked
package io.plimsoll.simulation.rebuild;

import org.jspecify.annotations.NullMarked;
