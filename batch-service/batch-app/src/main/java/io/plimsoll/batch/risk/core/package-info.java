/** A portfolio's night: what it needs, what it computes, what it leaves. */
@NullMarked
package io.plimsoll.batch.risk.core;

import org.jspecify.annotations.NullMarked;
