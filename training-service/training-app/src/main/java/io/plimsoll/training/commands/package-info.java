/** What others ask of training-service over Kafka, carried out and answered. */
@NullMarked
package io.plimsoll.training.commands;

import org.jspecify.annotations.NullMarked;
