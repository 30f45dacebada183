/** Pages, limits and JSON rules of every HTTP API. */
@NullMarked
package io.plimsoll.platform.http;

import org.jspecify.annotations.NullMarked;
