package io.plimsoll.batchkernel.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One step of a pipeline.
 *
 * @param id the step's name, unique in its pipeline
 * @param command what it asks for
 * @param with the command's body, with references
 * @param needs the steps that must have ended before it
 * @param when a reference that must lead to something for the step to run; empty: always
 * @param forEach names and the lists they run over: the step is done once for each combination, in
 *     the order of the names and the lists
 */
public record StepDefinition(
    String id,
    StepCommand command,
    Map<String, Object> with,
    List<String> needs,
    String when,
    Map<String, Object> forEach) {
  public StepDefinition {
    with = JsonTree.copyOf(with);
    needs = List.copyOf(needs);
    forEach = JsonTree.copyOf(forEach);
  }

  /** Whether it is done once for each combination of lists. */
  public boolean fansOut() {
    return !forEach.isEmpty();
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("command", command.text());
    tree.put("with", with);
    tree.put("needs", needs);
    if (!when.isEmpty()) {
      tree.put("when", when);
    }
    if (fansOut()) {
      tree.put("for_each", forEach);
    }
    return Collections.unmodifiableMap(tree);
  }
}
