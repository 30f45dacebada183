package io.plimsoll.simulation.simulations;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.work.KernelPool;
import io.plimsoll.simulation.Models;
import io.plimsoll.simulation.simulations.core.RequestResolver;
import io.plimsoll.simulation.simulations.core.ResolvedRequest;
import io.plimsoll.simulation.simulations.core.SimulationComputation;
import io.plimsoll.simulation.simulations.core.SimulationResult;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Computes what a record asks for, from the bundle and the snapshot that it names. */
@ApplicationScoped
class ComputeSimulation {
  private final Models models;
  private final Prices prices;
  private final KernelPool pool;

  ComputeSimulation(Models models, Prices prices, KernelPool pool) {
    this.models = models;
    this.prices = prices;
    this.pool = pool;
  }

  /** Reads, then computes off the event loop; nothing is stored. */
  Uni<SimulationResult> compute(SimulationRecord record) {
    return bundle(record)
        .chain(bundle -> chunks(record).map(chunks -> inputs(record, bundle, chunks)))
        .chain(inputs -> pool.compute(() -> SimulationComputation.compute(inputs)));
  }

  private Uni<Buffer> bundle(SimulationRecord record) {
    return models.bundle(record.subject().modelId(), record.identity().bundle());
  }

  private Uni<List<Supplier<BarChunk>>> chunks(SimulationRecord record) {
    return prices.load(record.identity().snapshot());
  }

  private static SimulationComputation.Inputs inputs(
      SimulationRecord record, Buffer bundle, List<Supplier<BarChunk>> chunks) {
    return new SimulationComputation.Inputs(request(record), bundle, chunks);
  }

  private static ResolvedRequest request(SimulationRecord record) {
    try {
      return RequestResolver.resolve(
          ContractJson.strictMapper().readValue(record.params().encode(), RunSimulation.class));
    } catch (JsonProcessingException e) {
      throw new PermanentFault("the stored request cannot be read", e);
    }
  }
}
