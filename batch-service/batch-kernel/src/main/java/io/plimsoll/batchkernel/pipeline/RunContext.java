package io.plimsoll.batchkernel.pipeline;

import java.util.Map;

/**
 * What a run was started with.
 *
 * @param id the run
 * @param parameters its parameters, defaults filled in
 * @param event the body of the fact that started it; empty where another trigger did
 */
public record RunContext(String id, Map<String, Object> parameters, Map<String, Object> event) {
  public RunContext {
    parameters = JsonTree.copyOf(parameters);
    event = JsonTree.copyOf(event);
  }
}
