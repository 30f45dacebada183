package io.plimsoll.platform.health;

import jakarta.inject.Singleton;

/** The probes of a service, together. */
@Singleton
final class Probes {
  private final DatabaseProbe database;
  private final KafkaProbe kafka;
  private final VitalSigns signs;

  Probes(DatabaseProbe database, KafkaProbe kafka, VitalSigns signs) {
    this.database = database;
    this.kafka = kafka;
    this.signs = signs;
  }

  DatabaseProbe database() {
    return database;
  }

  KafkaProbe kafka() {
    return kafka;
  }

  VitalSigns signs() {
    return signs;
  }
}
