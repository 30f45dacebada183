package io.plimsoll.batchkernel.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters a pipeline declares.
 *
 * @param defaults the optional ones and their values
 * @param required the ones every run must be given
 */
public record PipelineParameters(Map<String, Object> defaults, Set<String> required) {
  public PipelineParameters {
    defaults = JsonTree.copyOf(defaults);
    required = Collections.unmodifiableSet(new TreeSet<>(required));
  }

  /** What a run's parameters come to. */
  public sealed interface Outcome {
    /** They are complete. */
    record Complete(Map<String, Object> values) implements Outcome {
      public Complete {
        values = JsonTree.copyOf(values);
      }
    }

    /** One of them is at fault. */
    record Faulty(String parameter, String detail) implements Outcome {}
  }

  /** Fills in the defaults and refuses what is unknown, missing or of another kind. */
  public Outcome complete(Map<String, Object> given) {
    Map<String, Object> values = new TreeMap<>(defaults);
    for (Map.Entry<String, Object> parameter : JsonTree.copyOf(given).entrySet()) {
      String name = parameter.getKey();
      Object expected = defaults.get(name);
      if (expected == null && !required.contains(name)) {
        return new Outcome.Faulty(name, "unknown parameter (expected: " + names() + ")");
      }
      if (expected != null && !sameKind(expected, parameter.getValue())) {
        return new Outcome.Faulty(
            name,
            "%s (expected: %s)"
                .formatted(JsonTree.kindOf(parameter.getValue()), JsonTree.kindOf(expected)));
      }
      values.put(name, parameter.getValue());
    }
    for (String name : required) {
      if (!values.containsKey(name)) {
        return new Outcome.Faulty(name, "missing (the pipeline cannot run without it)");
      }
    }
    return new Outcome.Complete(values);
  }

  /** All names, ascending. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(defaults.keySet());
    names.addAll(required);
    return names;
  }

  private static boolean sameKind(Object one, Object other) {
    return JsonTree.kindOf(one).equals(JsonTree.kindOf(other));
  }
}
