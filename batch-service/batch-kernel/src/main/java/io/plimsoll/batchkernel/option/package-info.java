/** Prices, sensitivities and implied volatilities of European and American options. */
@NullMarked
package io.plimsoll.batchkernel.option;

import org.jspecify.annotations.NullMarked;
