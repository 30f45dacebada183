package io.plimsoll.simulationkernel.engine;

/** Which directions a strategy may hold. */
public enum Side {
  LONG,
  SHORT,
  BOTH;

  /** The direction (+1, 0, -1) that this side makes of a wished one: a forbidden one is flat. */
  int restrict(int direction) {
    return switch (this) {
      case LONG -> Math.max(direction, 0);
      case SHORT -> Math.min(direction, 0);
      case BOTH -> direction;
    };
  }
}
