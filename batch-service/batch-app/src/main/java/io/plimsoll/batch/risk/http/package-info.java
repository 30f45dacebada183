/** The HTTP API of nightly risk. */
@NullMarked
package io.plimsoll.batch.risk.http;

import org.jspecify.annotations.NullMarked;
