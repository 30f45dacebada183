/** What an import asks for, what a file turns out to hold, and which chunks follow from it. */
@NullMarked
package io.plimsoll.batch.marketdata.core;

import org.jspecify.annotations.NullMarked;
