package io.plimsoll.training.fit;

import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.work.KernelPool;
import io.plimsoll.training.ServiceVersions;
import io.plimsoll.training.fit.core.Trainings;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.plimsoll.trainingkernel.worker.TrainingTask;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes tasks for workers: reads the bars of a snapshot and gives them their configuration. */
@Singleton
final class TrainingTasks {
  private final Prices prices;
  private final KernelPool kernels;
  private final ServiceVersions versions;
  private final FitConfig config;

  TrainingTasks(Prices prices, KernelPool kernels, ServiceVersions versions, FitConfig config) {
    this.prices = prices;
    this.kernels = kernels;
    this.versions = versions;
    this.config = config;
  }

  /** The task of that name. */
  Uni<TrainingTask> of(String name, Map<String, Object> configuration, String snapshot) {
    TrainingSpec spec = TrainingSpec.ofTree(configuration);
    return prices
        .load(snapshot)
        .chain(chunks -> kernels.compute(() -> data(spec, chunks)))
        .map(data ->
            new TrainingTask(
                name,
                spec,
                data,
                new TrainingTask.Versions(snapshot, versions.kernel(), versions.learning()),
                config.deadline()));
  }

  private static MarketData data(TrainingSpec spec, List<Supplier<BarChunk>> chunks) {
    return Trainings.data(spec, chunks.stream().map(Supplier::get).toList());
  }
}
