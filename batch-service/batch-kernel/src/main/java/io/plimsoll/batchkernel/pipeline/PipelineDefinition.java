package io.plimsoll.batchkernel.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pipeline as it was written down: checked, acyclic, its steps in an order in which each comes
 * after what it needs. Its version is given by the store that keeps it.
 *
 * @param name the pipeline's name
 * @param parameters what a run may or must be given
 * @param steps the steps, needs first
 * @param triggers what may start it
 */
public record PipelineDefinition(
    String name,
    PipelineParameters parameters,
    List<StepDefinition> steps,
    List<PipelineTrigger> triggers) {
  public PipelineDefinition {
    steps = List.copyOf(steps);
    triggers = List.copyOf(triggers);
  }

  /** Whether a request may start it. */
  public boolean startsByRequest() {
    return triggers.stream().anyMatch(PipelineTrigger.Request.class::isInstance);
  }

  /** As JSON, without the version. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("requires", List.copyOf(parameters.required()));
    tree.put("parameters", parameters.defaults());
    tree.put("steps", steps.stream().map(StepDefinition::toTree).toList());
    tree.put("triggers", triggers.stream().map(PipelineTrigger::toTree).toList());
    return Collections.unmodifiableMap(tree);
  }
}
