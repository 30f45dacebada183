/** What a batch of items is: its request, its items, its progress. */
@NullMarked
package io.plimsoll.batch.items.core;

import org.jspecify.annotations.NullMarked;
