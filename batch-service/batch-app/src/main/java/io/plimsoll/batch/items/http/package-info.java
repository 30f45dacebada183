/** The routes of item batches. */
@NullMarked
package io.plimsoll.batch.items.http;

import org.jspecify.annotations.NullMarked;
