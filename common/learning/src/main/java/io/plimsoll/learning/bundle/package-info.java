/** The model bundle: everything serving needs to repeat a fit, as reproducible bytes. */
@NullMarked
package io.plimsoll.learning.bundle;

import org.jspecify.annotations.NullMarked;
