/** A seeded synthetic market, for demonstrations and tests; it never claims to be real. */
@NullMarked
package io.plimsoll.batchkernel.synthetic;

import org.jspecify.annotations.NullMarked;
