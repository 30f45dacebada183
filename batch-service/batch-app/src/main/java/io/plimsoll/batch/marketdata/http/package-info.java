/** The market-data routes. */
@NullMarked
package io.plimsoll.batch.marketdata.http;

import org.jspecify.annotations.NullMarked;
