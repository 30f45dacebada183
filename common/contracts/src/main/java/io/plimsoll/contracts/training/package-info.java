/** What training-service tells the others and what it may be told to do, version 1. */
@NullMarked
package io.plimsoll.contracts.training;

import org.jspecify.annotations.NullMarked;
