/** Strict reading of JSON, for what comes from a file or a pipe. */
@NullMarked
package io.plimsoll.learning.json;

import org.jspecify.annotations.NullMarked;
