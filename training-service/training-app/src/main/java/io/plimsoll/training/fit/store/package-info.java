/** The moves of a model in PostgreSQL. */
@NullMarked
package io.plimsoll.training.fit.store;

import org.jspecify.annotations.NullMarked;
