package io.plimsoll.trainingkernel.fit;

import java.time.Instant;

/**
 * Where a training stands; a legal move is a method of the state it leaves.
 *
 * <pre>
 * Pending -> Preprocessing -> Training -> Completed
 *    |             |             |-----> Failed
 *    |             |-------------------> Failed
 *    |-------------|-------------|-----> Cancelled
 *    ^-------------|-------------|  (abandoned: the worker was lost, the attempt counts)
 * </pre>
 */
public sealed interface TrainingState {

  /** The state's name on the wire and in the database. */
  String text();

  /**
   * Waits for a worker.
   *
   * @param attempt the number of the coming attempt, from 1
   */
  record Pending(int attempt) implements TrainingState {
    /** A worker has taken it. */
    public Preprocessing claim(WorkerIdentity worker, Instant now) {
      return new Preprocessing(attempt, worker, now);
    }

    /** It will not be tried. */
    public Failed fail(String reason, Instant now) {
      return new Failed(attempt, reason, now);
    }

    /** Nobody wants it any more. */
    public Cancelled cancel(Instant now) {
      return new Cancelled(attempt, now);
    }

    @Override
    public String text() {
      return "pending";
    }
  }

  /**
   * Bars are read and features made.
   *
   * @param attempt the number of this attempt
   * @param worker who does it
   * @param startedAt since when
   */
  record Preprocessing(int attempt, WorkerIdentity worker, Instant startedAt)
      implements TrainingState {
    /** The first fit begins. */
    public Training train() {
      return new Training(attempt, worker, startedAt);
    }

    /** The worker was lost, another attempt is due. */
    public Pending abandon() {
      return new Pending(attempt + 1);
    }

    /** It cannot be trained. */
    public Failed fail(String reason, Instant now) {
      return new Failed(attempt, reason, now);
    }

    /** Nobody wants it any more. */
    public Cancelled cancel(Instant now) {
      return new Cancelled(attempt, now);
    }

    @Override
    public String text() {
      return "preprocessing";
    }
  }

  /**
   * Models are fitted.
   *
   * @param attempt the number of this attempt
   * @param worker who does it
   * @param startedAt since when the attempt runs
   */
  record Training(int attempt, WorkerIdentity worker, Instant startedAt) implements TrainingState {
    /** The bundle is stored. */
    public Completed complete(String bundleHash, Instant now) {
      return new Completed(attempt, bundleHash, now);
    }

    /** The worker was lost, another attempt is due. */
    public Pending abandon() {
      return new Pending(attempt + 1);
    }

    /** It cannot be trained. */
    public Failed fail(String reason, Instant now) {
      return new Failed(attempt, reason, now);
    }

    /** Nobody wants it any more. */
    public Cancelled cancel(Instant now) {
      return new Cancelled(attempt, now);
    }

    @Override
    public String text() {
      return "training";
    }
  }

  /**
   * The model is there.
   *
   * @param attempt the attempt that made it
   * @param bundleHash the SHA-256 of its bundle
   * @param endedAt when
   */
  record Completed(int attempt, String bundleHash, Instant endedAt) implements TrainingState {
    @Override
    public String text() {
      return "completed";
    }
  }

  /**
   * There will be no model.
   *
   * @param attempt the last attempt
   * @param reason why
   * @param endedAt when
   */
  record Failed(int attempt, String reason, Instant endedAt) implements TrainingState {
    @Override
    public String text() {
      return "failed";
    }
  }

  /**
   * Nobody wants it any more.
   *
   * @param attempt the attempt that was stopped
   * @param endedAt when
   */
  record Cancelled(int attempt, Instant endedAt) implements TrainingState {
    @Override
    public String text() {
      return "cancelled";
    }
  }

  /**
   * The process that trains.
   *
   * @param host its machine
   * @param pid its process id
   */
  record WorkerIdentity(String host, long pid) {}

  /** Whether nothing can follow. */
  default boolean isTerminal() {
    return switch (this) {
      case Pending _, Preprocessing _, Training _ -> false;
      case Completed _, Failed _, Cancelled _ -> true;
    };
  }
}
