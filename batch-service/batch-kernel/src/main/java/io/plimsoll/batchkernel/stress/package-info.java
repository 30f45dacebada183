/** Scenarios, and what portfolios lose in them. */
@NullMarked
package io.plimsoll.batchkernel.stress;

import org.jspecify.annotations.NullMarked;
