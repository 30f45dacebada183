/** Reads price files that nobody has checked, and says what is wrong with them. */
@NullMarked
package io.plimsoll.kernel.csv;

import org.jspecify.annotations.NullMarked;
