/** Pictures of a simulation that need no script and no library. */
@NullMarked
package io.plimsoll.simulationkernel.chart;

import org.jspecify.annotations.NullMarked;
