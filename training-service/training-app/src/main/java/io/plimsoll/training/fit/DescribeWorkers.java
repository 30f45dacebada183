package io.plimsoll.training.fit;

import io.plimsoll.trainingkernel.worker.WorkerDescription;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says what the worker processes of this instance are doing. */
@ApplicationScoped
public class DescribeWorkers {
  private final Workers workers;

  DescribeWorkers(Workers workers) {
    this.workers = workers;
  }

  /** The workers, and the host they run on. */
  public Crew describe() {
    return new Crew(workers.host(), workers.describe());
  }

  /** Workers of one host. */
  public record Crew(String host, List<WorkerDescription> workers) {
    public Crew {
      workers = List.copyOf(workers);
    }
  }
}
