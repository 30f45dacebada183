package io.plimsoll.training.registry;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which model serves under which alias, and which one ever did. An alias belongs to a line: what is
 * predicted of which symbol at which timeframe.
 */
public interface Promotions {

  /** One page of the stints that a filter lets through, by line, alias and time. */
  Uni<Page<StintView>> stints(StintFilter filter, PageParams page);

  /** One page of every promotion and removal there ever was, the newest first. */
  Uni<Page<PromotionView>> history(StintFilter filter, PageParams page);

  /** Locks a model and says what a promotion of it needs to know. */
  Uni<Optional<Entrant>> entrant(SqlConnection connection, UUID model);

  /** Locks an alias of a line, and gives the model that holds it. */
  Uni<Optional<UUID>> holder(SqlConnection connection, String line, String alias);

  /** Gives an alias to a model and writes that down; gives back when. */
  Uni<Instant> promote(SqlConnection connection, Entrant model, Move move, Optional<UUID> replaced);

  /** Takes an alias from the model that holds it and writes that down. */
  Uni<Void> remove(SqlConnection connection, Entrant model, Move move);

  /**
   * A model that is promoted or demoted.
   *
   * @param line what it predicts
   * @param sha256 its bundle; absent until it is completed
   */
  record Entrant(
      UUID id, ModelRegistry.Label label, String status, String line, Optional<String> sha256) {}

  /**
   * A change of an alias.
   *
   * @param actor who asks for it
   * @param reason why
   */
  record Move(String alias, String actor, String reason) {}

  /**
   * Which stints are asked for.
   *
   * @param window the time that a stint must touch; both ends empty for those that last
   */
  record StintFilter(
      Optional<String> alias, Optional<String> symbol, Optional<UUID> model, Window window) {}

  /** A time, its start inclusive; without one, now. */
  record Window(Optional<Instant> from, Optional<Instant> to) {}
}
