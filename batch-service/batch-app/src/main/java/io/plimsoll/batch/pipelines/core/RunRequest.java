package io.plimsoll.batch.pipelines.core;

import java.util.Map;
import java.util.TreeMap;

/**
 * Asks for a run of a pipeline. Whatever triggers one makes such a request; there is no other way.
 *
 * @param pipeline the pipeline's name
 * @param parameters given values; the pipeline's defaults fill in the rest
 * @param cause what triggers it
 * @param startedBy who is named in the audit
 */
public record RunRequest(
    String pipeline, Map<String, Object> parameters, Cause cause, String startedBy) {
  public RunRequest {
    parameters = new TreeMap<>(parameters);
  }

  /**
   * What triggers a run.
   *
   * @param kind the kind of trigger
   * @param key identifies the occurrence: a pipeline runs once for each
   * @param event the body of the fact; empty for other kinds
   */
  public record Cause(TriggerKind kind, String key, Map<String, Object> event) {
    public Cause {
      event = new TreeMap<>(event);
    }

    /** An occurrence without a fact. */
    public static Cause of(TriggerKind kind, String key) {
      return new Cause(kind, kind.text() + ":" + key, Map.of());
    }
  }
}
