/** What the tests of the whole house reach, against what they must. */
@NullMarked
package io.plimsoll.testkit.coverage;

import org.jspecify.annotations.NullMarked;
