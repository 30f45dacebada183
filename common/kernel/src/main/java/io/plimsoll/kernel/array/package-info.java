/** Immutable numeric arrays that compare by value. */
@NullMarked
package io.plimsoll.kernel.array;

import org.jspecify.annotations.NullMarked;
