package io.plimsoll.local.process;

import java.util.List;

/**
 * The ports of loopback on which an installation listens; 0 takes any free one.
 *
 * @param training training-service
 * @param simulation simulation-service
 * @param batch batch-service
 * @param postgres PostgreSQL
 * @param kafka Kafka
 */
public record Ports(int training, int simulation, int batch, int postgres, int kafka) {

  /** The port of a service. */
  public int of(Service service) {
    return switch (service) {
      case TRAINING -> training;
      case SIMULATION -> simulation;
      case BATCH -> batch;
    };
  }

  /** The same ports on a command line. */
  List<String> toArguments() {
    return List.of(
        "--training-port=" + training,
        "--simulation-port=" + simulation,
        "--batch-port=" + batch,
        "--postgres-port=" + postgres,
        "--kafka-port=" + kafka);
  }
}
