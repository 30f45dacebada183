/** Instruments, positions and the demo portfolios. */
@NullMarked
package io.plimsoll.batchkernel.portfolio;

import org.jspecify.annotations.NullMarked;
