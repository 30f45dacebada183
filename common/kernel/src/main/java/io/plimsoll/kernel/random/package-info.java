/** Seeded, named streams of random numbers with the same bits on every machine. */
@NullMarked
package io.plimsoll.kernel.random;

import org.jspecify.annotations.NullMarked;
