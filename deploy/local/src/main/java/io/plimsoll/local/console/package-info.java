/** What the user sees: lines, tables, progress. */
@NullMarked
package io.plimsoll.local.console;

import org.jspecify.annotations.NullMarked;
