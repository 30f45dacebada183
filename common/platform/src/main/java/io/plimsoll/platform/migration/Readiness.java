package io.plimsoll.platform.migration;

/** Whether the service's schema is migrated and its connections are warm, and if not, why. */
public interface Readiness {

  /** Where the service stands now. */
  State state();

  /** The ways a service can stand towards its database. */
  sealed interface State {

    /** Not there yet; the reason names the fault, such as refused credentials. */
    record Waiting(String reason) implements State {}

    /** Schema migrated, connections warm. */
    record Ready() implements State {}

    /** Shutting down: no new requests, please. */
    record Stopping() implements State {}
  }
}
