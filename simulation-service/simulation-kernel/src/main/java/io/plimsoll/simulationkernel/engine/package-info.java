/**
 * One strategy on one asset, bar by bar: decisions, fills, costs, exits and the ledger they leave.
 */
@NullMarked
package io.plimsoll.simulationkernel.engine;

import org.jspecify.annotations.NullMarked;
