/** The models in PostgreSQL, read and deleted. */
@NullMarked
package io.plimsoll.training.registry.store;

import org.jspecify.annotations.NullMarked;
