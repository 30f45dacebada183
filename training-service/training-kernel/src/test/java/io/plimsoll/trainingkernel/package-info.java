/** What the tests of this module share. */
@NullMarked
package io.plimsoll.trainingkernel;

import org.jspecify.annotations.NullMarked;
