/** The service as a whole, on a real PostgreSQL and a real Kafka. */
@org.jspecify.annotations.NullMarked
package io.plimsoll.training;
