/** Moments, quantiles, correlation and the normal distribution, with stated conventions. */
@NullMarked
package io.plimsoll.kernel.statistics;

import org.jspecify.annotations.NullMarked;
