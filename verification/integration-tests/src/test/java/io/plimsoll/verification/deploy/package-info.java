/** What is deployed is checked before anything is deployed. */
@NullMarked
package io.plimsoll.verification.deploy;

import org.jspecify.annotations.NullMarked;
