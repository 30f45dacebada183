/** What a portfolio is and how one is made. */
@NullMarked
package io.plimsoll.batch.portfolios.core;

import org.jspecify.annotations.NullMarked;
