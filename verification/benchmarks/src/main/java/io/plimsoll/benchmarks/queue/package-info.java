/**
 * Work items per second beside db-scheduler, JobRunr and Quartz, on the same PostgreSQL in the same
 * run.
 */
@NullMarked
package io.plimsoll.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
