package io.plimsoll.training.fit.http;

import io.plimsoll.training.fit.DescribeWorkers.Crew;
import io.plimsoll.trainingkernel.worker.WorkerDescription;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /workers}. */
@Schema(name = "Workers")
public record WorkersView(String host, List<Worker> items, int total) {
  public WorkersView {
    items = List.copyOf(items);
  }

  static WorkersView of(Crew crew) {
    List<Worker> items = crew.workers().stream().map(Worker::of).toList();
    return new WorkersView(crew.host(), items, items.size());
  }

  /** One worker. */
  @Schema(name = "Worker")
  public record Worker(
      int number,
      @Schema(description = "Absent while there is no process") @Nullable Long pid,
      @Schema(description = "The model in work and the attempt") @Nullable String task,
      long residentBytes,
      int tasksDone,
      @Schema(description = "How many processes this place has had before") int restarts) {

    static Worker of(WorkerDescription worker) {
      return new Worker(
          worker.number(),
          worker.pid().isPresent() ? worker.pid().getAsLong() : null,
          worker.task().orElse(null),
          worker.residentBytes(),
          worker.tasksDone(),
          worker.restarts());
    }
  }
}
