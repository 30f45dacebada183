/** How much of a good result the number of tries explains. */
@NullMarked
package io.plimsoll.simulationkernel.selection;

import org.jspecify.annotations.NullMarked;
