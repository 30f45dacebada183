/** The closed set of learning algorithms, their hyperparameters and the models they fit. */
@NullMarked
package io.plimsoll.learning.algorithm;

import org.jspecify.annotations.NullMarked;
