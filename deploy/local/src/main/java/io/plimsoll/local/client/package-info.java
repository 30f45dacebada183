/** The services' APIs as the launcher uses them. */
@NullMarked
package io.plimsoll.local.client;

import org.jspecify.annotations.NullMarked;
