/** The processes of a running platform: who holds whom, and how they end. */
@NullMarked
package io.plimsoll.local.process;

import org.jspecify.annotations.NullMarked;
