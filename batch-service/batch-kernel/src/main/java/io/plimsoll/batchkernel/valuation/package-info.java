/**
 * What a portfolio is worth, how it moves with its options' inputs, and its end-of-day snapshot.
 */
@NullMarked
package io.plimsoll.batchkernel.valuation;

import org.jspecify.annotations.NullMarked;
