/** Real prices that come with the launcher. */
@NullMarked
package io.plimsoll.local.prices;

import org.jspecify.annotations.NullMarked;
