/** The guarded way to the web, and the routes of what was found. */
@NullMarked
package io.plimsoll.batch.sites.http;

import org.jspecify.annotations.NullMarked;
