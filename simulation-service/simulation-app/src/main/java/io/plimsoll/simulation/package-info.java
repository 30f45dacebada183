/** simulation-service: the ports that its features share. */
@NullMarked
package io.plimsoll.simulation;

import org.jspecify.annotations.NullMarked;
