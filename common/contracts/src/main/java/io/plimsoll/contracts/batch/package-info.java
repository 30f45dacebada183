/** The commands and events of batch-service's pipelines and risk runs. */
@NullMarked
package io.plimsoll.contracts.batch;

import org.jspecify.annotations.NullMarked;
