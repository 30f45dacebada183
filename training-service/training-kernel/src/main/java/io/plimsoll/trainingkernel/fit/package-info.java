/**
 * The training run: fold by fold, its scores, its importances, and the states a training goes
 * through.
 */
@NullMarked
package io.plimsoll.trainingkernel.fit;

import org.jspecify.annotations.NullMarked;
