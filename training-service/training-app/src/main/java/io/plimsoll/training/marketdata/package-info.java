/** What is kept of the market's bars, and what is known of each series. */
@NullMarked
package io.plimsoll.training.marketdata;

import org.jspecify.annotations.NullMarked;
