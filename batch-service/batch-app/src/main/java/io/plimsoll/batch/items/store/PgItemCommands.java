package io.plimsoll.batch.items.store;

import io.plimsoll.batch.ItemTask;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The commands that items wait for, and what their owners answered. */
@ApplicationScoped
public class PgItemCommands {
  private final Schema schema;

  PgItemCommands(Schema schema) {
    this.schema = schema;
  }

  /** How far a command is. */
  enum State {
    SENT,
    ACCEPTED,
    COMPLETED,
    FAILED
  }

  /**
   * A command of an item.
   *
   * @param id the command's own id
   * @param ask how many the item had sent before
   * @param made the model, simulation or risk run it became
   * @param duplicate whether that was there before
   * @param body the fact that ended it
   * @param reason why it failed
   * @param isOld whether it has waited long enough to be asked again
   */
  record Sent(
      UUID id,
      int ask,
      State state,
      Optional<String> made,
      boolean duplicate,
      Optional<JsonObject> body,
      Optional<String> reason,
      boolean isOld) {}

  /** The id is made of item and number, so that the same ask sent twice is one command. */
  static UUID idOf(long item, int ask) {
    return UUID.nameUUIDFromBytes(
        "batch-item|%d|%d".formatted(item, ask).getBytes(StandardCharsets.UTF_8));
  }

  /** The newest command of an item. */
  Uni<Optional<Sent>> newest(SqlConnection connection, long item, long oldAfterMillis) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select command_id, ask, state, made, duplicate, body, reason,
                  created_at < now() - $2::bigint * power(2, least(ask, 12)) * interval '1 ms' as old
                from {schema}.batch_item_command where item_id = $1 order by ask desc limit 1\
                """))
        .execute(Tuple.of(item, oldAfterMillis))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(PgItemCommands::toSent)
                .findFirst());
  }

  private static Sent toSent(Row row) {
    return new Sent(
        row.getUUID("command_id"),
        row.getInteger("ask"),
        State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        Optional.ofNullable(row.getString("made")),
        row.getBoolean("duplicate"),
        Optional.ofNullable(row.getJsonObject("body")),
        Optional.ofNullable(row.getString("reason")),
        row.getBoolean("old"));
  }

  /** Notes a command; false when it is noted already. */
  Uni<Boolean> add(SqlConnection connection, ItemTask task, int ask, String command) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.batch_item_command (command_id, batch_id, item_id, ask, command)
                values ($1, $2, $3, $4, $5) on conflict do nothing\
                """))
        .execute(Tuple.of(idOf(task.itemId(), ask), task.batchId(), task.itemId(), ask, command))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The owner took the command. */
  public Uni<Void> accepted(SqlConnection connection, UUID id, String made, boolean duplicate) {
    return run(
        connection,
        """
        update {schema}.batch_item_command set state = 'accepted', made = $2, duplicate = $3
        where command_id = $1 and state = 'sent'\
        """,
        Tuple.of(id, made, duplicate));
  }

  /** The owner finished what the command asked for, or had it. */
  public Uni<Void> completed(SqlConnection connection, UUID id, String made, JsonObject body) {
    return run(
        connection,
        """
        update {schema}.batch_item_command set state = 'completed', body = $3,
          made = coalesce(made, $2)
        where command_id = $1 and state in ('sent', 'accepted')\
        """,
        Tuple.of(id, made, body));
  }

  /** What some commands made is finished. */
  public Uni<Void> madeCompleted(SqlConnection connection, String made, JsonObject body) {
    return run(
        connection,
        """
        update {schema}.batch_item_command set state = 'completed', body = $2
        where made = $1 and state = 'accepted'\
        """,
        Tuple.of(made, body));
  }

  /** The owner refused the command, or could not finish it. */
  public Uni<Void> failed(SqlConnection connection, UUID id, String reason) {
    return run(
        connection,
        """
        update {schema}.batch_item_command set state = 'failed', reason = $2
        where command_id = $1 and state in ('sent', 'accepted')\
        """,
        Tuple.of(id, reason));
  }

  /** What some commands made has failed. */
  public Uni<Void> madeFailed(SqlConnection connection, String made, String reason) {
    return run(
        connection,
        """
        update {schema}.batch_item_command set state = 'failed', reason = $2
        where made = $1 and state = 'accepted'\
        """,
        Tuple.of(made, reason));
  }

  private Uni<Void> run(SqlConnection connection, String sql, Tuple arguments) {
    return connection.preparedQuery(schema.sql(sql)).execute(arguments).replaceWithVoid();
  }
}
