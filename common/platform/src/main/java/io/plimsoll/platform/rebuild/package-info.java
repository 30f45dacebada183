/** Read models dropped and read again from their topics. */
@NullMarked
package io.plimsoll.platform.rebuild;

import org.jspecify.annotations.NullMarked;
