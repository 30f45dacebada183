/** The three packaged services as processes, driven from outside only. */
@NullMarked
package io.plimsoll.verification.endtoend;

import org.jspecify.annotations.NullMarked;
