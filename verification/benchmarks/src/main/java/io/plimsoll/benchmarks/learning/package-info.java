/** Features and trainings beside pandas and the bare libraries. */
@NullMarked
package io.plimsoll.benchmarks.learning;

import org.jspecify.annotations.NullMarked;
