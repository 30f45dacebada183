/** batch-service: what its features share, which is how they hear commands and facts. */
@NullMarked
package io.plimsoll.batch;

import org.jspecify.annotations.NullMarked;
