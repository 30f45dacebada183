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

/** Runs the night of a portfolio for each item: its id, or the body of {@code RunRisk}. */
@ApplicationScoped
class PortfolioRiskProcessor implements ItemProcessor {
  private final ItemCommands commands;

  PortfolioRiskProcessor(ItemCommands commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "portfolio-risk";
  }

  @Override
  public Intake take(Object item) {
    return switch (item) {
      case Integer id -> new Intake.Taken(Map.of("portfolio_id", id));
      case Long id -> new Intake.Taken(Map.of("portfolio_id", id));
      case String text when text.strip().matches("[1-9][0-9]{0,17}") ->
          new Intake.Taken(Map.of("portfolio_id", Long.parseLong(text.strip(), 10)));
      case Map<?, ?> body when !body.isEmpty() -> new Intake.Taken(body);
      default ->
          new Intake.Refused("item: no portfolio (expected: its id, or the body of RunRisk)");
    };
  }

  @Override
  public Uni<Completion> process(ItemTask task, WorkControl control) {
    return commands.carryOut(task, StepCommand.RUN_RISK);
  }

  @Override
  public Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    return commands.giveUp(connection, item.id().value(), StepCommand.RUN_RISK);
  }

  @Override
  public Duration itemTimeout() {
    return Duration.ofMinutes(30);
  }

  @Override
  public int concurrency() {
    return 16;
  }

  @Override
  public List<String> columns() {
    return List.of("id", "duplicate", "outcome");
  }
}
