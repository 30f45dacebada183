package io.plimsoll.local.command;

import io.plimsoll.local.process.Ports;
import picocli.CommandLine.Option;

/** Where the platform listens. */
final class PortOptions {
  @Option(
      names = "--training-port",
      paramLabel = "N",
      defaultValue = "${env:PLIMSOLL_TRAINING_PORT:-8081}",
      description = "Port of training-service (${DEFAULT-VALUE}; 0 takes a free one).")
  private int training;

  @Option(
      names = "--simulation-port",
      paramLabel = "N",
      defaultValue = "${env:PLIMSOLL_SIMULATION_PORT:-8082}",
      description = "Port of simulation-service (${DEFAULT-VALUE}).")
  private int simulation;

  @Option(
      names = "--batch-port",
      paramLabel = "N",
      defaultValue = "${env:PLIMSOLL_BATCH_PORT:-8083}",
      description = "Port of batch-service (${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--postgres-port",
      paramLabel = "N",
      defaultValue = "${env:PLIMSOLL_POSTGRES_PORT:-0}",
      description = "Port of PostgreSQL (${DEFAULT-VALUE}).")
  private int postgres;

  @Option(
      names = "--kafka-port",
      paramLabel = "N",
      defaultValue = "${env:PLIMSOLL_KAFKA_PORT:-0}",
      description = "Port of Kafka (${DEFAULT-VALUE}).")
  private int kafka;

  Ports ports() {
    return new Ports(training, simulation, batch, postgres, kafka);
  }
}
