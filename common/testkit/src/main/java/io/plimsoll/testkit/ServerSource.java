package io.plimsoll.testkit;

/** Where PostgreSQL and Kafka of a build come from, and why. */
sealed interface ServerSource {
  /** The property that decides: jars, containers, or auto. */
  String PROPERTY = "plimsoll.test.infra";

  /**
   * Out of jars, which works everywhere.
   *
   * @param why one clause for people
   */
  record Jars(String why) implements ServerSource {}

  /**
   * Out of container images.
   *
   * @param forced whether a failure is final; else jars take their place
   * @param why one clause for people
   */
  record Containers(boolean forced, String why) implements ServerSource {}

  /** Decides by the property and by what answers on this machine. */
  static ServerSource choose() {
    return choose(System.getProperty(PROPERTY, "auto"), ContainerEngine.ofEnvironment());
  }

  /** Decides; asks the engine only where it matters. */
  static ServerSource choose(String wanted, ContainerEngine engine) {
    return switch (wanted) {
      case "jars" -> new Jars("-D%s=jars says so".formatted(PROPERTY));
      case "containers" -> new Containers(true, "-D%s=containers says so".formatted(PROPERTY));
      case "auto" ->
          engine.answers()
              ? new Containers(false, "a container engine answers at " + engine.address())
              : new Jars("no container engine answers at " + engine.address());
      default ->
          throw new IllegalArgumentException(
              "%s: %s (expected: jars, containers or auto)".formatted(PROPERTY, wanted));
    };
  }

  /** One line for people. */
  default String describe() {
    return switch (this) {
      case Jars(String why) -> "jars: " + why;
      case Containers(_, String why) -> "containers: " + why;
    };
  }
}
