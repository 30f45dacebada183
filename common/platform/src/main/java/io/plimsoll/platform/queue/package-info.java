/** The work queue: all long work of a service, claimed and finished in arrays. */
@NullMarked
package io.plimsoll.platform.queue;

import org.jspecify.annotations.NullMarked;
