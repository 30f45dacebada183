/** How long it takes until everything is ready. */
@NullMarked
package io.plimsoll.benchmarks.start;

import org.jspecify.annotations.NullMarked;
