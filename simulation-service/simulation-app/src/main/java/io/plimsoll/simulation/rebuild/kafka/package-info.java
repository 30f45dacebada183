/** Topics read again. */
@NullMarked
package io.plimsoll.simulation.rebuild.kafka;

import org.jspecify.annotations.NullMarked;
