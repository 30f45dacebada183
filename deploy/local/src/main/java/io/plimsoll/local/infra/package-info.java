/** A real PostgreSQL and a real Kafka out of jars, in one process of their own. */
@NullMarked
package io.plimsoll.local.infra;

import org.jspecify.annotations.NullMarked;
