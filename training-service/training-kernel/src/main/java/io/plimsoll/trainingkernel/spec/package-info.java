/** What is to be trained: the resolved configuration, its faults and its fingerprint. */
@NullMarked
package io.plimsoll.trainingkernel.spec;

import org.jspecify.annotations.NullMarked;
