/** The newest log lines of an instance, kept in memory for its operators. */
@NullMarked
package io.plimsoll.platform.log;

import org.jspecify.annotations.NullMarked;
