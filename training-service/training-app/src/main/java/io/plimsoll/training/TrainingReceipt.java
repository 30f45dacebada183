package io.plimsoll.training;

import java.time.Instant;
import java.util.UUID;

/** What became of an order. */
public sealed interface TrainingReceipt {

  /** The model that carries the order's fingerprint. */
  UUID id();

  /** The order's identity. */
  String fingerprint();

  /** A new model that waits for a worker. */
  record Queued(UUID id, String fingerprint) implements TrainingReceipt {}

  /** A model that was there before; nothing new is trained. */
  record Duplicate(UUID id, String fingerprint, String name, ModelStatus status, Instant createdAt)
      implements TrainingReceipt {}
}
