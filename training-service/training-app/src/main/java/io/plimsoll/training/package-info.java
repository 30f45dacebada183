/** What the features of training-service share: the model's identity, its states, and the ports. */
@NullMarked
package io.plimsoll.training;

import org.jspecify.annotations.NullMarked;
