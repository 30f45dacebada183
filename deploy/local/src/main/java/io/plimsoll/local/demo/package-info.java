/** The main job from prices to report. */
@NullMarked
package io.plimsoll.local.demo;

import org.jspecify.annotations.NullMarked;
