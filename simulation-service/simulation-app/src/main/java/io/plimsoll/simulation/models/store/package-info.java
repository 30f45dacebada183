/** Models and bundles in PostgreSQL. */
@NullMarked
package io.plimsoll.simulation.models.store;

import org.jspecify.annotations.NullMarked;
