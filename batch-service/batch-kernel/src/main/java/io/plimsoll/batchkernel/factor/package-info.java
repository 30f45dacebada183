/** What moves prices: factors, the betas of symbols to them, the exposures of portfolios. */
@NullMarked
package io.plimsoll.batchkernel.factor;

import org.jspecify.annotations.NullMarked;
