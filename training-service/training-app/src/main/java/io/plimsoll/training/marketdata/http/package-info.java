/** What can be trained on, over HTTP. */
@NullMarked
package io.plimsoll.training.marketdata.http;

import org.jspecify.annotations.NullMarked;
