/** Symbols, timeframes and columnar bars: what prices are. */
@NullMarked
package io.plimsoll.kernel.market;

import org.jspecify.annotations.NullMarked;
