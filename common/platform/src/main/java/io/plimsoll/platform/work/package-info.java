/** The two units of work, the kernel pool and the service's schema. */
@NullMarked
package io.plimsoll.platform.work;

import org.jspecify.annotations.NullMarked;
