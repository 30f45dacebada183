/** Where a day's profit came from. */
@NullMarked
package io.plimsoll.batchkernel.explain;

import org.jspecify.annotations.NullMarked;
