/** What scans found, in the database. */
@NullMarked
package io.plimsoll.batch.sites.store;

import org.jspecify.annotations.NullMarked;
