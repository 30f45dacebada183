/** What a site scan does: which names and addresses it takes, what it reads and how politely. */
@NullMarked
package io.plimsoll.batch.sites.core;

import org.jspecify.annotations.NullMarked;
