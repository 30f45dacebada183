package io.plimsoll.batch.items.store;

import io.plimsoll.batch.ItemProcessor;
import io.plimsoll.batch.ItemTask;
import io.plimsoll.batchkernel.pipeline.StepCommand;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkItem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Trains a model for each item, which is the body of {@code TrainModel}. */
@ApplicationScoped
class TrainProcessor implements ItemProcessor {
  private final ItemCommands commands;

  TrainProcessor(ItemCommands commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "train";
  }

  @Override
  public Intake take(Object item) {
    return item instanceof Map<?, ?> body && !body.isEmpty()
        ? new Intake.Taken(body)
        : new Intake.Refused("item: no object (expected: the body of TrainModel)");
  }

  @Override
  public Uni<Completion> process(ItemTask task, WorkControl control) {
    return commands.carryOut(task, StepCommand.TRAIN_MODEL);
  }

  @Override
  public Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    return commands.giveUp(connection, item.id().value(), StepCommand.TRAIN_MODEL);
  }

  @Override
  public Duration itemTimeout() {
    return Duration.ofHours(6);
  }

  @Override
  public int concurrency() {
    return 32;
  }

  @Override
  public List<String> columns() {
    return List.of("id", "duplicate", "outcome");
  }
}
