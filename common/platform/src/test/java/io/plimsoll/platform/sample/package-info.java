/** A small service that the platform's own tests ask. */
@NullMarked
package io.plimsoll.platform.sample;

import org.jspecify.annotations.NullMarked;
