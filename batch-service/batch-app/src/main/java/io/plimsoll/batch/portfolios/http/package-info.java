/** The portfolios' HTTP API. */
@NullMarked
package io.plimsoll.batch.portfolios.http;

import org.jspecify.annotations.NullMarked;
