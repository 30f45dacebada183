/** Models asked for, queued, fitted by workers, and written down. */
@NullMarked
package io.plimsoll.training.fit;

import org.jspecify.annotations.NullMarked;
