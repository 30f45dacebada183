package io.plimsoll.training.commands;

import io.plimsoll.contracts.training.CancelTraining;
import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ProblemType;
import io.plimsoll.platform.problem.Problems;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.problem.ServiceException.Unavailable;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.NotYet;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.training.Requester;
import io.plimsoll.training.TrainingDesk;
import io.plimsoll.training.TrainingOrder;
import io.plimsoll.training.TrainingReceipt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries a queued command out as an HTTP request of the same body would be, and answers it. The
 * model, its work item, its events, the answer and the end of the command are one transaction. A
 * command that came before the bars that it names waits for them.
 */
@ApplicationScoped
public class CarryOutCommand implements WorkHandler {
  /** The kind of its work items. */
  public static final String KIND = "training.command";

  private final TrainingDesk desk;
  private final Outbox outbox;
  private final CommandsConfig config;

  CarryOutCommand(TrainingDesk desk, Outbox outbox, CommandsConfig config) {
    this.desk = desk;
    this.outbox = outbox;
    this.config = config;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int concurrency() {
    return 16;
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    Command command = Command.parse(item.payload());
    return Uni.createFrom()
        .deferred(() -> carryOut(command))
        .onFailure(NotYet.class)
        .recoverWithItem(missing -> waiting(item, command, missing))
        .onFailure(CarryOutCommand::isRefusal)
        .recoverWithItem(why -> refusal(command, (ServiceException) why));
  }

  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    Command command = Command.parse(item.payload());
    return outbox.append(
        connection,
        List.of(command.rejected(Problems.of(ProblemType.UNAVAILABLE, "The service gave up"))));
  }

  private Uni<Completion> carryOut(Command command) {
    return switch (command.name()) {
      case Command.TRAIN ->
          desk.prepareNow(command.bodyAs(TrainModel.class)).map(order -> placing(command, order));
      case Command.RETRAIN ->
          desk.prepareNow(command.bodyAs(RetrainModel.class)).map(order -> placing(command, order));
      case Command.CANCEL -> cancel(command, command.bodyAs(CancelTraining.class));
      default -> throw new Malformed("type: %s (expected: a command)".formatted(command.name()));
    };
  }

  private Uni<Completion> cancel(Command command, CancelTraining request) {
    UUID model = request.modelId();
    if (model == null) {
      throw new Malformed("model_id", "model_id: absent (expected: the model to cancel)");
    }
    return desk.cancel(model)
        .map(fingerprint ->
            answer(command, command.accepted(model, fingerprint, false, "cancelling")));
  }

  private Completion placing(Command command, TrainingOrder order) {
    Requester requester = new Requester(command.actor(), Optional.of(command.id()));
    return new Completion.InTransaction(
        resultOf(command),
        connection ->
            desk.place(connection, order, requester)
                .chain(receipt -> outbox.append(connection, List.of(accepted(command, receipt)))));
  }

  private static OutgoingEvent accepted(Command command, TrainingReceipt receipt) {
    return switch (receipt) {
      case TrainingReceipt.Queued(UUID id, String fingerprint) ->
          command.accepted(id, fingerprint, false, "pending");
      case TrainingReceipt.Duplicate(UUID id, String fingerprint, _, var status, _) ->
          command.accepted(id, fingerprint, true, status.text());
    };
  }

  private Completion waiting(WorkItem item, Command command, NotYet missing) {
    return missing.waitOr(item, config.patience(), why -> refusal(command, why));
  }

  private static Completion refusal(Command command, ServiceException why) {
    return answer(command, command.rejected(why.problem()));
  }

  private static Completion answer(Command command, OutgoingEvent event) {
    return new Completion.Result(resultOf(command), List.of(event));
  }

  private static JsonObject resultOf(Command command) {
    return new JsonObject().put("command_id", command.id());
  }

  private static boolean isRefusal(Throwable fault) {
    return fault instanceof ServiceException && !(fault instanceof Unavailable);
  }
}
