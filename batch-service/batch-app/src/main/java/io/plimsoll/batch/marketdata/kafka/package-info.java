/** The command that imports prices. */
@NullMarked
package io.plimsoll.batch.marketdata.kafka;

import org.jspecify.annotations.NullMarked;
