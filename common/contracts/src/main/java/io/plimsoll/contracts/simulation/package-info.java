/** What simulation-service accepts as commands and tells as facts. */
@NullMarked
package io.plimsoll.contracts.simulation;

import org.jspecify.annotations.NullMarked;
