/** When exchanges trade: sessions, holidays, early closes. */
@NullMarked
package io.plimsoll.kernel.time;

import org.jspecify.annotations.NullMarked;
