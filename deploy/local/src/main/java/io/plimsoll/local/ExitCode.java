package io.plimsoll.local;

/** What the launcher's exit codes mean. */
public final class ExitCode {
  /** The command did what it says. */
  public static final int OK = 0;

  /** It did not; the last lines on standard error say why. */
  public static final int FAILED = 1;

  /** The command line was not understood. */
  public static final int USAGE = 2;

  /** The platform does not run, and the command needs it. */
  public static final int NOT_RUNNING = 3;

  /** A port is taken. */
  public static final int PORT_TAKEN = 4;

  /** A service refused the request. */
  public static final int REFUSED = 5;

  private ExitCode() {}
}
