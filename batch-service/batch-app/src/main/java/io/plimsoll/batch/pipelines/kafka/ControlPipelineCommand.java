package io.plimsoll.batch.pipelines.kafka;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.CommandHandler;
import io.plimsoll.batch.pipelines.store.RunKeeper;
import io.plimsoll.contracts.batch.ControlPipeline;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** The command {@code ControlPipeline}. */
@ApplicationScoped
public class ControlPipelineCommand implements CommandHandler {
  private final RunKeeper runs;

  ControlPipelineCommand(RunKeeper runs) {
    this.runs = runs;
  }

  @Override
  public String command() {
    return "ControlPipeline";
  }

  @Override
  public Uni<Optional<CommandAnswer>> handle(SqlConnection connection, IncomingEvent command) {
    return Uni.createFrom()
        .item(() -> toControl(command))
        .chain(control -> runs.control(connection, control.runId(), control.action()))
        .map(run -> Optional.of(new CommandAnswer(run.id(), identity(run.id()), false)));
  }

  private static ControlPipeline toControl(IncomingEvent command) {
    ControlPipeline body = command.bodyAs(ControlPipeline.class);
    if (body.runId() == null) {
      throw new Rejected("run_id", "run_id: missing (expected: a run's id)");
    }
    if (body.action() == null) {
      throw new Rejected("action", "action: missing (expected: stop, resume or cancel)");
    }
    return body;
  }

  private static String identity(Object run) {
    return Fingerprint.of(Map.of("run", run.toString())).hex();
  }
}
