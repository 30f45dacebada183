/** Which positions move alike, and how many bets they really are. */
@NullMarked
package io.plimsoll.batchkernel.correlation;

import org.jspecify.annotations.NullMarked;
