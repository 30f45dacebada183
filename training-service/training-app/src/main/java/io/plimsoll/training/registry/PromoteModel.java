package io.plimsoll.training.registry;

import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.ModelPromoted;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.registry.Promotions.Entrant;
import io.plimsoll.training.registry.Promotions.Move;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Gives an alias of a model's line to the model, and takes it away: alias, log and event are one
 * transaction.
 */
@ApplicationScoped
public class PromoteModel {
  private static final Pattern ALIAS = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final int LONGEST_REASON = 500;

  private final SqlWork work;
  private final Promotions promotions;
  private final Outbox outbox;

  PromoteModel(SqlWork work, Promotions promotions, Outbox outbox) {
    this.work = work;
    this.promotions = promotions;
    this.outbox = outbox;
  }

  /** Promotes; a model that holds the alias already is left as it is. */
  public Uni<Void> promote(UUID id, Move move) {
    return work.atomically(connection ->
        entrant(connection, id, move)
            .invoke(PromoteModel::requireCompleted)
            .chain(model -> promote(connection, model, move)));
  }

  /** Takes the alias from the model; fails with {@code NotFound} if it does not hold it. */
  public Uni<Void> remove(UUID id, Move move) {
    return work.atomically(connection ->
        entrant(connection, id, move).chain(model -> remove(connection, model, move)));
  }

  private Uni<Entrant> entrant(SqlConnection connection, UUID id, Move move) {
    return Uni.createFrom()
        .item(() -> checked(move))
        .chain(() -> promotions.entrant(connection, id))
        .map(found -> found.orElseThrow(() -> new NotFound("model", id)));
  }

  private Uni<Void> promote(SqlConnection connection, Entrant model, Move move) {
    return promotions
        .holder(connection, model.line(), move.alias())
        .chain(holder ->
            holder.equals(Optional.of(model.id()))
                ? Uni.createFrom().voidItem()
                : replace(connection, model, move, holder));
  }

  private Uni<Void> replace(
      SqlConnection connection, Entrant model, Move move, Optional<UUID> holder) {
    return promotions
        .promote(connection, model, move, holder)
        .map(at -> told(model, move, holder, at))
        .chain(event -> outbox.append(connection, List.of(event)));
  }

  private Uni<Void> remove(SqlConnection connection, Entrant model, Move move) {
    return promotions
        .holder(connection, model.line(), move.alias())
        .invoke(holder -> requireHeld(model, move, holder))
        .chain(() -> promotions.remove(connection, model, move));
  }

  private static OutgoingEvent told(Entrant model, Move move, Optional<UUID> replaced, Instant at) {
    return OutgoingEvent.of(
        Topics.TRAINING_EVENTS,
        model.id().toString(),
        new ModelPromoted(
            model.id(),
            model.label().name(),
            model.label().fingerprint(),
            model.label().symbol(),
            model.label().timeframe(),
            model.line(),
            move.alias(),
            model.sha256().orElseThrow(),
            replaced.orElse(null),
            move.actor(),
            move.reason(),
            at));
  }

  private static Move checked(Move move) {
    if (!ALIAS.matcher(move.alias()).matches()) {
      throw new Rejected(
          "alias",
          "alias: '%s' (expected: a to z, 0 to 9, _ and -, a letter first, at most 40)"
              .formatted(move.alias()));
    }
    if (move.reason().isBlank() || move.reason().length() > LONGEST_REASON) {
      throw new Rejected(
          "reason",
          "reason: %d characters (expected: why, in 1 to %d)"
              .formatted(move.reason().strip().length(), LONGEST_REASON));
    }
    return move;
  }

  private static void requireCompleted(Entrant model) {
    if (ModelStatus.parse(model.status()) != ModelStatus.COMPLETED) {
      throw new StateConflict(
          "Model %s is %s (expected: completed)".formatted(model.id(), model.status()),
          Map.of("model_id", model.id().toString(), "status", model.status()));
    }
  }

  private static void requireHeld(Entrant model, Move move, Optional<UUID> holder) {
    if (!holder.equals(Optional.of(model.id()))) {
      throw new NotFound("Model %s is not %s".formatted(model.id(), move.alias()));
    }
  }
}
