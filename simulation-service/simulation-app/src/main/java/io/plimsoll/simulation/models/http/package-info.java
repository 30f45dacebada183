/** Bundles fetched from training-service. */
@NullMarked
package io.plimsoll.simulation.models.http;

import org.jspecify.annotations.NullMarked;
