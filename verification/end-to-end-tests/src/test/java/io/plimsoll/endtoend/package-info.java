/** The three packaged services as processes, driven as a user drives them. */
@NullMarked
package io.plimsoll.endtoend;

import org.jspecify.annotations.NullMarked;
