/** Targets and the pre-processing that is fitted on training rows and travels with the model. */
@NullMarked
package io.plimsoll.learning.preprocess;

import org.jspecify.annotations.NullMarked;
