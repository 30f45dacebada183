/**
 * What the services tell each other: envelope, topics, JSON rules and the records of each owner.
 */
@NullMarked
package io.plimsoll.contracts;

import org.jspecify.annotations.NullMarked;
