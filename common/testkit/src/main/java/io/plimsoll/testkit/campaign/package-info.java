/** Long campaigns: the same tests at any size, and what they found written down. */
@NullMarked
package io.plimsoll.testkit.campaign;

import org.jspecify.annotations.NullMarked;
