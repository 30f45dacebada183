/**
 * Training in child JVM processes: the pool, the protocol on the pipes, and the child's main class.
 */
@NullMarked
package io.plimsoll.trainingkernel.worker;

import org.jspecify.annotations.NullMarked;
