package io.plimsoll.platform.log;

/** The name of this process among a service's replicas. */
public final class Instance {
  private static final String NAME =
      System.getenv().getOrDefault("HOSTNAME", "local") + "-" + ProcessHandle.current().pid();

  private Instance() {}

  /** The host (in Kubernetes: the pod) and the process id. */
  public static String name() {
    return NAME;
  }
}
