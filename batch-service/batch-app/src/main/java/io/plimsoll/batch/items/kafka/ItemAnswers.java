package io.plimsoll.batch.items.kafka;

import io.plimsoll.batch.FactListener;
import io.plimsoll.batch.items.store.PgItemCommands;
import io.plimsoll.batchkernel.pipeline.StepCommand;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gives the owners' answers to the items that wait for them. */
@ApplicationScoped
public class ItemAnswers implements FactListener {
  private static final List<StepCommand> COMMANDS =
      List.of(StepCommand.TRAIN_MODEL, StepCommand.RUN_SIMULATION, StepCommand.RUN_RISK);

  private final PgItemCommands commands;

  ItemAnswers(PgItemCommands commands) {
    this.commands = commands;
  }

  @Override
  public Uni<Void> hear(SqlConnection connection, IncomingEvent fact) {
    String owner = fact.envelope().eventType().owner();
    String name = fact.envelope().eventType().name();
    return COMMANDS.stream()
        .filter(command -> command.owner().name().toLowerCase(Locale.ROOT).equals(owner))
        .filter(command -> command.answerOf(name) != StepCommand.Answer.NONE)
        .findFirst()
        .filter(_ -> !fact.isTombstone())
        .map(command -> hear(connection, fact, command))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> hear(SqlConnection connection, IncomingEvent fact, StepCommand command) {
    @SuppressWarnings("unchecked") // a JSON object has texts for keys
    Map<String, Object> tree = fact.bodyAs(Map.class);
    JsonObject body = new JsonObject(tree);
    Optional<UUID> asked = idOf(fact.envelope().correlationId());
    String subject = text(body, command.subjectMember());
    return switch (command.answerOf(fact.envelope().eventType().name())) {
      case ACCEPTED -> asked.map(id -> accepted(connection, id, body)).orElseGet(ItemAnswers::none);
      case REJECTED ->
          asked
              .map(id -> commands.failed(connection, id, refusal(body)))
              .orElseGet(ItemAnswers::none);
      case COMPLETED ->
          asked
              .map(id -> commands.completed(connection, id, subject, body))
              .orElseGet(ItemAnswers::none)
              .chain(() -> commands.madeCompleted(connection, subject, body));
      case FAILED -> {
        String reason = failure(fact, body);
        yield asked
            .map(id -> commands.failed(connection, id, reason))
            .orElseGet(ItemAnswers::none)
            .chain(() -> commands.madeFailed(connection, subject, reason));
      }
      case NONE -> none();
    };
  }

  /** What was there before and is complete is the result itself; no other fact need follow. */
  private Uni<Void> accepted(SqlConnection connection, UUID id, JsonObject body) {
    boolean duplicate = Boolean.TRUE.equals(body.getValue("duplicate"));
    String made = text(body, "id");
    Uni<Void> noted = commands.accepted(connection, id, made, duplicate);
    return duplicate && text(body, "status").equals("completed")
        ? noted.chain(() -> commands.completed(connection, id, made, body))
        : noted;
  }

  private static Uni<Void> none() {
    return Uni.createFrom().voidItem();
  }

  private static Optional<UUID> idOf(String correlation) {
    try {
      return Optional.of(UUID.fromString(correlation));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String text(JsonObject body, String member) {
    return body.getValue(member) instanceof String text ? text : "";
  }

  private static String failure(IncomingEvent fact, JsonObject body) {
    String error = text(body, "error");
    return error.isEmpty() ? fact.envelope().eventType().name() : error;
  }

  private static String refusal(JsonObject body) {
    return body.getValue("problem") instanceof JsonObject problem
        ? "refused: " + problem.getString("detail", problem.getString("title", ""))
        : "refused";
  }
}
