/** Tests of batch-service on a real PostgreSQL and a real Kafka. */
@NullMarked
package io.plimsoll.batch;

import org.jspecify.annotations.NullMarked;
