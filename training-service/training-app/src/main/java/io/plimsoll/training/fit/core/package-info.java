/** Requests made definite. */
@NullMarked
package io.plimsoll.training.fit.core;

import org.jspecify.annotations.NullMarked;
