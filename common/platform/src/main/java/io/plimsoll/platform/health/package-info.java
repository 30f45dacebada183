/** Whether a service is well, and why not. */
@NullMarked
package io.plimsoll.platform.health;

import org.jspecify.annotations.NullMarked;
