package io.plimsoll.batch.risk.core;

import io.plimsoll.kernel.identity.KernelVersion;
import io.plimsoll.platform.work.KernelPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Computes the nights of several portfolios on the kernel pool, what they share once. */
@ApplicationScoped
public class ComputeNights {
  private final KernelPool pool;
  private final String kernelVersion = KernelVersion.load("batch").text();

  ComputeNights(KernelPool pool) {
    this.pool = pool;
  }

  /** Gives one result for each portfolio, in their order. */
  public Uni<List<NightResult>> compute(List<NightInputs> nights) {
    return pool.compute(() -> all(nights));
  }

  private List<NightResult> all(List<NightInputs> nights) {
    if (nights.isEmpty()) {
      return List.of();
    }
    DayMarket market = new DayMarket(nights);
    Night.Watch watch = new Night.Watch(System::nanoTime, _ -> {});
    return nights.stream()
        .map(night -> new Night(night, market, kernelVersion, watch).run())
        .toList();
  }
}
