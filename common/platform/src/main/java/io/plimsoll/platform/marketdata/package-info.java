/**
 * A service's own copy of the market's bars, for every service that keeps one: immutable chunks,
 * the newest chunk of each period, and snapshots. The tables are in the service's own schema, made
 * by its own migrations.
 */
@NullMarked
package io.plimsoll.platform.marketdata;

import org.jspecify.annotations.NullMarked;
