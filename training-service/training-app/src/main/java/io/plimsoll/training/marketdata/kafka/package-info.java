/** The market's bars, taken in. */
@NullMarked
package io.plimsoll.training.marketdata.kafka;

import org.jspecify.annotations.NullMarked;
