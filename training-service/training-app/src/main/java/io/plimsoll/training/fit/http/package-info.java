/** Trainings asked for, watched and ended over HTTP. */
@NullMarked
package io.plimsoll.training.fit.http;

import org.jspecify.annotations.NullMarked;
