/** The commands a user types. */
@NullMarked
package io.plimsoll.local.command;

import org.jspecify.annotations.NullMarked;
