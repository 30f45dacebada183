/** Site scans: the processor {@code site-scan}, and what it found. */
@NullMarked
package io.plimsoll.batch.sites;

import org.jspecify.annotations.NullMarked;
