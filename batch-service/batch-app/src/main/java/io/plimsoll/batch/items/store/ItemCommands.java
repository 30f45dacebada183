package io.plimsoll.batch.items.store;

import io.plimsoll.batch.CommandSigning;
import io.plimsoll.batch.ItemTask;
import io.plimsoll.batch.items.ItemsConfig;
import io.plimsoll.batchkernel.pipeline.StepCommand;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Topic;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.simulation.CancelSimulation;
import io.plimsoll.contracts.training.CancelTraining;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has another part of the platform do an item's work: sends the command that HTTP and pipelines
 * send too, and waits for the answer, which stands in the database. A doing that is repeated goes
 * on waiting for the command that went out before.
 *
 * <p>What a model or simulation became is told under its own key, so that may come before the
 * answer that names it; an item that waits long asks again, which makes nothing twice.
 */
@ApplicationScoped
public class ItemCommands {
  private final SqlWork work;
  private final PgItemCommands commands;
  private final Outbox outbox;
  private final CommandSigning signing;
  private final ItemsConfig config;

  ItemCommands(
      SqlWork work,
      PgItemCommands commands,
      Outbox outbox,
      CommandSigning signing,
      ItemsConfig config) {
    this.work = work;
    this.commands = commands;
    this.outbox = outbox;
    this.signing = signing;
    this.config = config;
  }

  /** Sends an item's body as a command, and gives the fact that ended it. */
  Uni<Completion> carryOut(ItemTask task, StepCommand command) {
    return look(task, command)
        .repeat()
        .withDelay(config.answer())
        .whilst(Optional::isEmpty)
        .collect()
        .last()
        .map(done -> Completion.of(done.orElseThrow()));
  }

  /**
   * Looks once at each subscription; the answer, or nothing yet. The first look of a doing asks
   * again where the last command failed, later ones fail the item.
   */
  private Uni<Optional<JsonObject>> look(ItemTask task, StepCommand command) {
    AtomicBoolean first = new AtomicBoolean(true);
    return Uni.createFrom()
        .deferred(() ->
            work.atomically(connection ->
                commands
                    .newest(connection, task.itemId(), config.askAgain().toMillis())
                    .chain(newest ->
                        judge(connection, task, command, newest, first.getAndSet(false)))));
  }

  private Uni<Optional<JsonObject>> judge(
      SqlConnection connection,
      ItemTask task,
      StepCommand command,
      Optional<PgItemCommands.Sent> newest,
      boolean isFirst) {
    if (newest.isEmpty()) {
      return ask(connection, task, command, 0);
    }
    PgItemCommands.Sent sent = newest.get();
    return switch (sent.state()) {
      case COMPLETED ->
          Uni.createFrom()
              .item(
                  Optional.of(
                      new JsonObject()
                          .put("command_id", sent.id().toString())
                          .put("id", sent.made().orElse(""))
                          .put("duplicate", sent.duplicate())
                          .put("outcome", sent.body().orElseGet(JsonObject::new))));
      case FAILED ->
          isFirst
              ? ask(connection, task, command, sent.ask() + 1)
              : Uni.createFrom().failure(new PermanentFault(sent.reason().orElse("failed")));
      case ACCEPTED ->
          command.owner() != StepCommand.Owner.BATCH && sent.isOld()
              ? ask(connection, task, command, sent.ask() + 1)
              : nothingYet();
      case SENT -> nothingYet();
    };
  }

  private static Uni<Optional<JsonObject>> nothingYet() {
    return Uni.createFrom().item(Optional.empty());
  }

  private Uni<Optional<JsonObject>> ask(
      SqlConnection connection, ItemTask task, StepCommand command, int ask) {
    return commands
        .add(connection, task, ask, command.text())
        .chain(isNew ->
            outbox.append(connection, isNew ? List.of(commandOf(task, command, ask)) : List.of()))
        .chain(ItemCommands::nothingYet);
  }

  private OutgoingEvent commandOf(ItemTask task, StepCommand command, int ask) {
    UUID id = PgItemCommands.idOf(task.itemId(), ask);
    EventType type = new EventType(ownerOf(command), command.text(), 1);
    return signing.sign(
        OutgoingEvent.of(topicOf(command), type, id.toString(), task.item())
            .withId(id)
            .correlatedWith(id.toString()));
  }

  /** Asks the owner to give up what a cancelled item began. */
  Uni<Void> giveUp(SqlConnection connection, long item, StepCommand command) {
    return commands
        .newest(connection, item, 0)
        .chain(newest ->
            outbox.append(
                connection,
                newest.stream()
                    .filter(sent -> sent.state() == PgItemCommands.State.ACCEPTED)
                    .filter(sent -> !sent.duplicate())
                    .flatMap(sent -> cancellation(sent, command).stream())
                    .toList()));
  }

  private Optional<OutgoingEvent> cancellation(PgItemCommands.Sent sent, StepCommand command) {
    String name =
        switch (command.owner()) {
          case TRAINING -> "CancelTraining";
          case SIMULATION -> "CancelSimulation";
          case BATCH, MARKET, PIPELINE -> "";
        };
    if (name.isEmpty() || sent.made().isEmpty()) {
      return Optional.empty();
    }
    UUID id = UUID.nameUUIDFromBytes((sent.id() + "|cancel").getBytes(StandardCharsets.UTF_8));
    Object body =
        command.owner() == StepCommand.Owner.TRAINING
            ? new CancelTraining(UUID.fromString(sent.made().get()))
            : new CancelSimulation(UUID.fromString(sent.made().get()));
    return Optional.of(
        signing.sign(
            OutgoingEvent.of(
                    topicOf(command), new EventType(ownerOf(command), name, 1), id.toString(), body)
                .withId(id)));
  }

  private static Topic topicOf(StepCommand command) {
    return switch (command.owner()) {
      case TRAINING -> Topics.TRAINING_COMMANDS;
      case SIMULATION -> Topics.SIMULATION_COMMANDS;
      case BATCH, MARKET, PIPELINE -> Topics.BATCH_COMMANDS;
    };
  }

  private static String ownerOf(StepCommand command) {
    return switch (command.owner()) {
      case TRAINING -> "training";
      case SIMULATION -> "simulation";
      case BATCH, PIPELINE -> "batch";
      case MARKET -> "market";
    };
  }
}
