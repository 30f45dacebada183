/** The commands and events of market data: prices asked to be imported, prices published. */
@NullMarked
package io.plimsoll.contracts.market;

import org.jspecify.annotations.NullMarked;
