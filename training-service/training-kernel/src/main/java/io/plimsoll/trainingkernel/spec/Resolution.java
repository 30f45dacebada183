package io.plimsoll.trainingkernel.spec;

import java.util.List;

/** What became of a request: a configuration, or all that is wrong with it. */
public sealed interface Resolution {

  /** The request with its defaults filled in. */
  record Resolved(TrainingSpec spec) implements Resolution {}

  /** Every field at fault, in the order they were looked at. */
  record Refused(List<FieldFault> faults) implements Resolution {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
