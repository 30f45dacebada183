/** Pipelines as data: their definitions, the states of a run, and what a run does next. */
@NullMarked
package io.plimsoll.batchkernel.pipeline;

import org.jspecify.annotations.NullMarked;
