package io.plimsoll.batchkernel.option;

/** When an option may be exercised. */
public enum ExerciseStyle {
  /** At any instant until expiry. */
  AMERICAN,
  /** At expiry only. */
  EUROPEAN
}
