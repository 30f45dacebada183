/** Events consumed once in effect, and what happens to those that cannot be. */
@NullMarked
package io.plimsoll.platform.inbox;

import org.jspecify.annotations.NullMarked;
