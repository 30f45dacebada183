package io.plimsoll.verification.endtoend;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message of a topic.
 *
 * @param id unique among events; the same message delivered twice has it twice
 * @param name of its type, without owner and version
 * @param subject whom it is about
 * @param body what it says
 */
record Message(String id, String name, String subject, JsonNode body) {}
