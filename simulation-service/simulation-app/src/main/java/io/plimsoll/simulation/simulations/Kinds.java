package io.plimsoll.simulation.simulations;

/** The kinds of work items of simulations. */
public final class Kinds {
  /** Computes one simulation; the key is its id. */
  public static final String RUN = "simulation.run";

  /** Carries out one command; the key is the command's id. */
  public static final String COMMAND = "simulation.command";

  private Kinds() {}
}
