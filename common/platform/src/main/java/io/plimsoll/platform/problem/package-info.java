/**
 * One error model at the edges: service exceptions, the catalogue of problems and their mappers.
 */
@NullMarked
package io.plimsoll.platform.problem;

import org.jspecify.annotations.NullMarked;
