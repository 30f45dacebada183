/** Work items per second beside db-scheduler, on the same PostgreSQL in the same run. */
@NullMarked
package io.plimsoll.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
