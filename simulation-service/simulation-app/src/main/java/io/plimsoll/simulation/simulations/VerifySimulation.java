package io.plimsoll.simulation.simulations;

import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.OtherKernel;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.simulation.Versions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Computes a stored simulation again and compares; it adds no trial and no look. */
@ApplicationScoped
public class VerifySimulation {
  private final SimulationStore store;
  private final ComputeSimulation computing;
  private final Versions versions;

  VerifySimulation(SimulationStore store, ComputeSimulation computing, Versions versions) {
    this.store = store;
    this.computing = computing;
    this.versions = versions;
  }

  /** Verifies; fails with {@code OtherKernel} where other code or another processor made it. */
  public Uni<Verification> verify(UUID id) {
    return store
        .find(id)
        .map(found -> found.orElseThrow(() -> new NotFound("simulation", id)))
        .invoke(this::check)
        .chain(this::again);
  }

  private void check(SimulationRecord record) {
    if (!record.isCompleted()) {
      throw new StateConflict(
          "simulation %s is %s (expected: completed)"
              .formatted(record.id(), record.progress().status().text()));
    }
    SimulationRecord.Origin origin = record.identity().origin();
    if (!origin.kernelVersion().equals(versions.kernel())
        || !origin.architecture().equals(versions.architecture())) {
      throw new OtherKernel(
          "The simulation was made by other code or on another processor",
          Map.of(
              "found_kernel", origin.kernelVersion(),
              "expected_kernel", versions.kernel(),
              "found_architecture", origin.architecture(),
              "expected_architecture", versions.architecture()));
    }
  }

  private Uni<Verification> again(SimulationRecord record) {
    String stored = record.resultHash().orElseThrow();
    return computing
        .compute(record)
        .map(result ->
            new Verification(record.id(), result.hash().equals(stored), stored, result.hash()));
  }

  /**
   * What verifying found.
   *
   * @param reproduced whether both hashes are equal
   */
  public record Verification(
      UUID simulationId, boolean reproduced, String storedHash, String computedHash) {}
}
