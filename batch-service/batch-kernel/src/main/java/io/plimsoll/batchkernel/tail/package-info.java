/** What can be lost: value at risk, expected shortfall, and how they stood the test. */
@NullMarked
package io.plimsoll.batchkernel.tail;

import org.jspecify.annotations.NullMarked;
