/** Small dense linear algebra: Cholesky, least squares, ridge, singular values. */
@NullMarked
package io.plimsoll.kernel.linear;

import org.jspecify.annotations.NullMarked;
