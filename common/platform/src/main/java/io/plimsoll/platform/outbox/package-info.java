/** Events written with the state they tell of, and the relay that publishes them. */
@NullMarked
package io.plimsoll.platform.outbox;

import org.jspecify.annotations.NullMarked;
