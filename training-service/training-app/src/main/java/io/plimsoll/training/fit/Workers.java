package io.plimsoll.training.fit;

import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.TransientFault;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.fit.TrainingProgress;
import io.plimsoll.trainingkernel.worker.TaskListener;
import io.plimsoll.trainingkernel.worker.TrainingOutcome;
import io.plimsoll.trainingkernel.worker.TrainingTask;
import io.plimsoll.trainingkernel.worker.WorkerCommand;
import io.plimsoll.trainingkernel.worker.WorkerDescription;
import io.plimsoll.trainingkernel.worker.WorkerPool;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The bridge to the worker processes: their callbacks and futures, which end on threads of the
 * pool, become steps of the asker's chain on the asker's Vert.x context.
 */
@Singleton
final class Workers {
  private static final int TASKS_PER_PROCESS = 10;

  private final WorkerPool pool;
  private final FitConfig config;
  private final String host;

  Workers(FitConfig config) {
    int heap = Math.max(1, config.memoryLimitMib() / 2);
    this.config = config;
    this.host = hostName();
    this.pool =
        new WorkerPool(
            new WorkerPool.Settings(
                wanted(config),
                config.workDir().resolve("workers").toAbsolutePath(),
                config
                    .workerClassPath()
                    .map(WorkerCommand::ofClassPath)
                    .orElseGet(WorkerCommand::ofThisProcess),
                new WorkerPool.Limits(config.memoryLimitMib(), heap, TASKS_PER_PROCESS)));
  }

  /** The name of this machine. */
  String host() {
    return host;
  }

  /** How many tasks can be worked on at once. */
  int size() {
    return pool.describe().size();
  }

  /** What each worker is doing. */
  List<WorkerDescription> describe() {
    return pool.describe();
  }

  /** Hands a task to the next free worker. The control's cancellation ends it. */
  Assignment assign(TrainingTask task, WorkControl control) {
    CompletableFuture<Long> started = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> fitting = new CompletableFuture<>();
    CompletableFuture<TrainingOutcome> outcome =
        pool.submit(task, new Listener(control, started, fitting));
    control.onCancel(() -> pool.cancel(task.id()));
    return new Assignment(
        onThisContext(started),
        onThisContext(fitting),
        onThisContext(outcome).map(Workers::modelOf));
  }

  void stop(@Observes ShutdownEvent event) {
    pool.close(config.grace());
  }

  private static int wanted(FitConfig config) {
    return config.workers().orElse(Runtime.getRuntime().availableProcessors());
  }

  private static TrainedModel modelOf(TrainingOutcome outcome) {
    return switch (outcome) {
      case TrainingOutcome.Trained(TrainedModel model) -> model;
      case TrainingOutcome.Failed(String reason, boolean mayPass) ->
          throw mayPass ? new TransientFault(reason) : new PermanentFault(reason);
      case TrainingOutcome.Cancelled() -> throw new PermanentFault("cancelled");
      case TrainingOutcome.Returned() -> throw new TransientFault("the service shut down");
    };
  }

  private static <T> Uni<T> onThisContext(CompletableFuture<T> future) {
    @Nullable Context asker = Vertx.currentContext();
    return Uni.createFrom().emitter(emitter -> settle(emitter, future, asker));
  }

  private static <T> void settle(
      UniEmitter<? super T> emitter, CompletableFuture<T> future, @Nullable Context asker) {
    var _ =
        future.whenComplete((item, fault) ->
            run(asker, fault == null ? () -> emitter.complete(item) : () -> emitter.fail(fault)));
  }

  private static void run(@Nullable Context asker, Runnable step) {
    if (asker == null) {
      step.run();
    } else {
      asker.runOnContext(_ -> step.run());
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }

  /** Hears of a task on a thread of the pool. */
  private record Listener(
      WorkControl control,
      CompletableFuture<Long> started,
      CompletableFuture<@Nullable Void> fitting)
      implements TaskListener {

    @Override
    public void onStarted(long pid) {
      started.complete(pid);
    }

    @Override
    public void onProgress(TrainingProgress progress) {
      if (progress.phase() == TrainingProgress.Phase.TRAINING) {
        fitting.complete(null);
      }
      control.progress(progress.fraction(), detailOf(progress));
    }

    private static JsonObject detailOf(TrainingProgress progress) {
      JsonObject detail =
          new JsonObject()
              .put("phase", progress.phase().text())
              .put("fold", progress.fold())
              .put("folds", progress.folds())
              .put("round", progress.round())
              .put("rounds", progress.rounds());
      progress
          .metric()
          .ifPresent(metric -> detail.put("metric", metric.name()).put("value", metric.value()));
      return detail;
    }
  }
}
