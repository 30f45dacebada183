package io.plimsoll.trainingkernel.worker;

import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.trainingkernel.fit.RunContext;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.fit.TrainingProgress;
import io.plimsoll.trainingkernel.fit.TrainingProgress.Metric;
import io.plimsoll.trainingkernel.fit.TrainingRun;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.plimsoll.trainingkernel.worker.WorkerMain.ProgressSender;
import io.plimsoll.trainingkernel.worker.WorkerMain.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trains in the child process: bars from one file, the bundle into another. */
final class TrainingTaskHandler implements TaskHandler {
  private static final long NANOS_BETWEEN_ROUNDS = 100_000_000L;

  @Override
  public Map<String, Object> handle(JsonObject task, ProgressSender progress) throws IOException {
    TrainingSpec spec = TrainingSpec.ofTree(task.object("spec").members());
    MarketData data = BarsFile.read(Path.of(task.text("bars")));
    RunContext context =
        new RunContext(
            task.text("snapshot"),
            task.text("kernel_version"),
            task.text("learning_version"),
            task.count("threads"));
    TrainedModel model = TrainingRun.fit(spec, data, context, new Throttle(progress));
    Files.write(Path.of(task.text("bundle")), model.bytes());
    return Map.of("sha256", model.sha256());
  }

  static Map<String, @Nullable Object> tree(TrainingProgress progress) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("phase", progress.phase().text());
    tree.put("fold", progress.fold());
    tree.put("folds", progress.folds());
    tree.put("round", progress.round());
    tree.put("rounds", progress.rounds());
    tree.put("metric", progress.metric().map(Metric::name).orElse(null));
    tree.put("value", progress.metric().map(Metric::value).orElse(null));
    tree.put("fraction", progress.fraction());
    return tree;
  }

  /** Lets the first and last round of a fit through, and one in between every tenth of a second. */
  private static final class Throttle implements TrainingProgress.Listener {
    private final ProgressSender sender;
    private long sentAt = System.nanoTime() - NANOS_BETWEEN_ROUNDS;

    Throttle(ProgressSender sender) {
      this.sender = sender;
    }

    @Override
    public void onProgress(TrainingProgress progress) {
      long now = System.nanoTime();
      boolean isEdge = progress.round() == 0 || progress.round() == progress.rounds();
      if (isEdge || now - sentAt >= NANOS_BETWEEN_ROUNDS) {
        sentAt = now;
        sender.send(tree(progress));
      }
    }
  }
}
