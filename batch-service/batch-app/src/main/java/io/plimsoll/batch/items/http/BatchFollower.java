package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.core.StoredBatch;
import io.plimsoll.batch.items.store.PgBatches;
import io.plimsoll.batch.items.store.PgItems;
import io.plimsoll.batch.items.store.PgItems.Item;
import io.plimsoll.batch.items.store.PgItems.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one reader of a batch's events has been told, and what is news to it. All of it is read from
 * the database, so any replica may go on where another stopped.
 *
 * <p>Ended items are told in the order of their ends, each once; items under way as far as they are
 * seen.
 */
final class BatchFollower {
  private static final int MOST = 500;

  private final UUID id;
  private final PgBatches batches;
  private final PgItems items;
  private Position position;
  private Optional<BatchView> last = Optional.empty();
  private Map<Long, Integer> underWay = Map.of();
  private boolean over;

  BatchFollower(UUID id, PgBatches batches, PgItems items, Position from) {
    this.id = id;
    this.batches = batches;
    this.items = items;
    this.position = from;
  }

  /**
   * Something to tell.
   *
   * @param name item, progress or end
   * @param id the position after it, for items that ended
   * @param body what is told
   */
  record News(String name, Optional<String> id, Object body) {}

  boolean isOver() {
    return over;
  }

  /** What is new since the last look. */
  Uni<List<News>> look(SqlConnection connection) {
    return items.horizon(connection).chain(horizon -> look(connection, horizon));
  }

  private Uni<List<News>> look(SqlConnection connection, Instant horizon) {
    return batches
        .get(connection, id)
        .chain(batch ->
            items
                .processing(connection, id)
                .chain(running ->
                    items
                        .ended(connection, id, position, horizon, MOST)
                        .map(ended -> news(batch, running, ended, horizon))));
  }

  private List<News> news(
      StoredBatch batch, List<Item> running, List<Item> ended, Instant horizon) {
    List<News> news = new ArrayList<>();
    Map<Long, Integer> now = new HashMap<>();
    for (Item item : running) {
      now.put(item.id(), item.attempts());
      if (!Integer.valueOf(item.attempts()).equals(underWay.get(item.id()))) {
        news.add(new News("item", Optional.empty(), ItemView.of(item)));
      }
    }
    underWay = now;
    for (Item item : ended) {
      position = new Position(item.finishedAt().orElseThrow(), item.id());
      news.add(new News("item", Optional.of(text(position)), ItemView.of(item)));
    }
    BatchView view = BatchView.of(batch, Optional.empty());
    if (last.isEmpty() || !isSame(last.get(), view)) {
      news.add(new News("progress", Optional.empty(), view));
      last = Optional.of(view);
    }
    boolean hasEnded =
        batch.progress().pace().finishedAt().filter(end -> end.isBefore(horizon)).isPresent();
    if (hasEnded && ended.size() < MOST) {
      news.add(new News("end", Optional.empty(), view));
      over = true;
    }
    return news;
  }

  private static boolean isSame(BatchView one, BatchView other) {
    return one.status().equals(other.status())
        && one.paused() == other.paused()
        && one.pending() == other.pending()
        && one.processing() == other.processing()
        && one.failed() == other.failed()
        && one.completed() == other.completed()
        && one.cancelled() == other.cancelled();
  }

  /** A position as an event's id: microseconds and item. */
  static String text(Position position) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.at());
    return micros + "-" + position.item();
  }

  /** Reads {@link #text}; nothing where it is none. */
  static Optional<Position> parse(String text) {
    if (!text.matches("[0-9]{1,17}-[0-9]{1,18}")) {
      return Optional.empty();
    }
    int dash = text.indexOf('-');
    long micros = Long.parseLong(text.substring(0, dash), 10);
    return Optional.of(
        new Position(
            Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
            Long.parseLong(text.substring(dash + 1), 10)));
  }
}
