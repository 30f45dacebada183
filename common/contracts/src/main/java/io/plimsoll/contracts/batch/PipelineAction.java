package io.plimsoll.contracts.batch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What may be asked of a pipeline run. */
public enum PipelineAction {
  /** Start no further step; what runs may finish; can be resumed. */
  @JsonProperty("stop")
  STOP,
  /** Go on after a stop. */
  @JsonProperty("resume")
  RESUME,
  /** End the run for good and ask the owners to cancel what it has in flight. */
  @JsonProperty("cancel")
  CANCEL
}
