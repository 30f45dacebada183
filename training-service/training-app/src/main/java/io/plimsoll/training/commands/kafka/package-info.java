/** Training's commands, taken in. */
@NullMarked
package io.plimsoll.training.commands.kafka;

import org.jspecify.annotations.NullMarked;
