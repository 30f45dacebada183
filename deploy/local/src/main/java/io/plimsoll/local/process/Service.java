package io.plimsoll.local.process;

import java.nio.file.Path;
import java.util.Locale;

/** The three services. */
public enum Service {
  TRAINING(8081),
  SIMULATION(8082),
  BATCH(8083);

  private final int usualPort;

  Service(int usualPort) {
    this.usualPort = usualPort;
  }

  /** Its name in commands, files, schema and role. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The port it listens on when nothing else is said. */
  public int usualPort() {
    return usualPort;
  }

  /** The folder of the packaged service in a checkout. */
  public Path packaged(Path checkout) {
    String name = text();
    return checkout.resolve("%s-service/%s-app/target/quarkus-app".formatted(name, name));
  }

  /** Finds a service by its name. */
  public static Service parse(String text) {
    for (Service service : values()) {
      if (service.text().equals(text)) {
        return service;
      }
    }
    throw new IllegalArgumentException(
        "service: %s (expected: training, simulation or batch)".formatted(text));
  }
}
