/** Daily log returns of many symbols on the same sessions. */
@NullMarked
package io.plimsoll.batchkernel.returns;

import org.jspecify.annotations.NullMarked;
