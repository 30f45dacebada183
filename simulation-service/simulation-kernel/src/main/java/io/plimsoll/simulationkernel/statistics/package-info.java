/** What a finished simulation says about its strategy, number by number. */
@NullMarked
package io.plimsoll.simulationkernel.statistics;

import org.jspecify.annotations.NullMarked;
