/** Real PostgreSQL and Kafka, builders and architecture rules, for tests only. */
@NullMarked
package io.plimsoll.testkit;

import org.jspecify.annotations.NullMarked;
