package io.plimsoll.batch.pipelines.kafka;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.CommandHandler;
import io.plimsoll.batch.pipelines.core.RunRequest;
import io.plimsoll.batch.pipelines.core.TriggerKind;
import io.plimsoll.batch.pipelines.store.RunKeeper;
import io.plimsoll.contracts.batch.StartPipeline;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The command {@code StartPipeline}. */
@ApplicationScoped
public class StartPipelineCommand implements CommandHandler {
  private final RunKeeper runs;

  StartPipelineCommand(RunKeeper runs) {
    this.runs = runs;
  }

  @Override
  public String command() {
    return "StartPipeline";
  }

  @Override
  public Uni<Optional<CommandAnswer>> handle(SqlConnection connection, IncomingEvent command) {
    return Uni.createFrom()
        .item(() -> toRequest(command))
        .chain(request -> runs.open(connection, request))
        .map(Optional::of);
  }

  private static RunRequest toRequest(IncomingEvent command) {
    StartPipeline body = command.bodyAs(StartPipeline.class);
    if (body.pipeline() == null || body.pipeline().isBlank()) {
      throw new Rejected("pipeline", "pipeline: missing (expected: a pipeline's name)");
    }
    return new RunRequest(
        body.pipeline(),
        Objects.requireNonNullElse(body.parameters(), Map.of()),
        RunRequest.Cause.of(
            TriggerKind.KAFKA, command.envelope().source() + ":" + command.envelope().id()),
        command.actor().name());
  }
}
