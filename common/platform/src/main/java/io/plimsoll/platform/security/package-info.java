/** Who asks and what they may do: API keys, bearer tokens, roles and the actor's name. */
@NullMarked
package io.plimsoll.platform.security;

import org.jspecify.annotations.NullMarked;
