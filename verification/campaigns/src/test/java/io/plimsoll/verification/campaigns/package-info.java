/** Campaigns that need no running service. */
@NullMarked
package io.plimsoll.verification.campaigns;

import org.jspecify.annotations.NullMarked;
