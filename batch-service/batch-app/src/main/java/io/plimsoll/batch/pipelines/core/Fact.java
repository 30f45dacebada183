package io.plimsoll.batch.pipelines.core;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Something that became true, told by a service.
 *
 * @param id identifies the fact, with its source
 * @param owner the service whose contract it is: training, simulation, batch or market
 * @param name the fact's name
 * @param correlation what it answers to; empty if nothing
 * @param body what it says
 */
public record Fact(
    String id, String owner, String name, String correlation, Map<String, Object> body) {
  public Fact {
    body = new TreeMap<>(body);
  }

  /** The correlation as the id of a step, if it can be one. */
  public Optional<UUID> step() {
    try {
      return Optional.of(UUID.fromString(correlation));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** A member as text; empty where there is none. */
  public String text(String member) {
    return body.get(member) instanceof String text ? text : "";
  }
}
