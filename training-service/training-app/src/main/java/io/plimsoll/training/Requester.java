package io.plimsoll.training;

import java.util.Optional;

/**
 * Who asks for a training.
 *
 * @param actor the name for the audit
 * @param correlation the command or pipeline step that all events of the model will carry
 */
public record Requester(String actor, Optional<String> correlation) {}
