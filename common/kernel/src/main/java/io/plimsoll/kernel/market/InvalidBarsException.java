package io.plimsoll.kernel.market;

/** Bars that break a rule of {@link Bars}; the message names column, row, found and expected. */
public final class InvalidBarsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient BarFault fault;

  InvalidBarsException(BarFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  /** The first fault found. */
  public BarFault fault() {
    return fault;
  }
}
