/** Models as they change. */
@NullMarked
package io.plimsoll.simulation.models.kafka;

import org.jspecify.annotations.NullMarked;
