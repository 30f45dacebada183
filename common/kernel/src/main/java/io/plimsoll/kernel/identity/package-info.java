/** Canonical JSON, hashes and fingerprints: when two things are the same thing. */
@NullMarked
package io.plimsoll.kernel.identity;

import org.jspecify.annotations.NullMarked;
