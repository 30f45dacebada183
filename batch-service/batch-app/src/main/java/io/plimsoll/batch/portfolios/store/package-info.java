/** Portfolios in the database. */
@NullMarked
package io.plimsoll.batch.portfolios.store;

import org.jspecify.annotations.NullMarked;
