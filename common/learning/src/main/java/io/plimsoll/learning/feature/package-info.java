/** The feature catalogue: what a model may know about a bar at the instant the bar is known. */
@NullMarked
package io.plimsoll.learning.feature;

import org.jspecify.annotations.NullMarked;
