/** The models over HTTP. */
@NullMarked
package io.plimsoll.training.registry.http;

import org.jspecify.annotations.NullMarked;
