/** The launcher: one command that starts, shows and stops a whole Plimsoll on one machine. */
@NullMarked
package io.plimsoll.local;

import org.jspecify.annotations.NullMarked;
