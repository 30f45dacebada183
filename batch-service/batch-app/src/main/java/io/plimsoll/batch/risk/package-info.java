/** Nightly risk of portfolios. */
@NullMarked
package io.plimsoll.batch.risk;

import org.jspecify.annotations.NullMarked;
