/** The service's schema, brought up to date while the service already answers. */
@NullMarked
package io.plimsoll.platform.migration;

import org.jspecify.annotations.NullMarked;
