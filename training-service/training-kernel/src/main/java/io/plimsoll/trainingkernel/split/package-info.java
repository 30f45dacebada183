/** How rows are divided into training, test and holdout spans. */
@NullMarked
package io.plimsoll.trainingkernel.split;

import org.jspecify.annotations.NullMarked;
