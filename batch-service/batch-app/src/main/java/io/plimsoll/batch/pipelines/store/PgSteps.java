package io.plimsoll.batch.pipelines.store;

import io.plimsoll.batch.pipelines.core.RunFacts;
import io.plimsoll.batch.pipelines.core.StoredStep;
import io.plimsoll.batchkernel.pipeline.StepCommand;
import io.plimsoll.batchkernel.pipeline.StepRun;
import io.plimsoll.batchkernel.pipeline.StepTicket;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The doings of steps as rows. */
@ApplicationScoped
public class PgSteps {
  private static final String COLUMNS =
      "id, step, command, ordinal, each, body, status, subject, duplicate, result, reason,"
          + " started_at, ended_at";

  private final Schema schema;

  PgSteps(Schema schema) {
    this.schema = schema;
  }

  /** A run's doings, as they were begun. */
  public Uni<List<StoredStep>> of(SqlConnection connection, UUID run) {
    return connection
        .preparedQuery(
            schema.sql(
                "select "
                    + COLUMNS
                    + " from {schema}.pipeline_step where run_id = $1"
                    + " order by started_at, step, ordinal"))
        .execute(Tuple.of(run))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(PgSteps::toStep).toList());
  }

  /** Writes new doings and gives the ids of those that were not there. */
  Uni<Set<UUID>> add(SqlConnection connection, UUID run, List<StepRun> steps) {
    int n = steps.size();
    UUID[] ids = new UUID[n];
    String[][] texts = new String[8][n];
    Integer[] ordinals = new Integer[n];
    for (int i = 0; i < n; i++) {
      StepRun step = steps.get(i);
      StepTicket ticket = step.ticket();
      ids[i] = UUID.fromString(ticket.id(run.toString()));
      ordinals[i] = ticket.ordinal();
      texts[0][i] = ticket.step();
      texts[1][i] = ticket.key();
      texts[2][i] = ticket.command().text();
      texts[3][i] = JsonTrees.text(ticket.each());
      texts[4][i] = JsonTrees.text(ticket.body());
      texts[5][i] = RunFacts.statusOf(step);
      texts[6][i] =
          step instanceof StepRun.Completed(_, Map<String, Object> result)
              ? JsonTrees.text(result)
              : null;
      texts[7][i] = step instanceof StepRun.Failed(_, String reason) ? reason : null;
    }
    Tuple values = Tuple.tuple().addUUID(run).addArrayOfUUID(ids).addArrayOfInteger(ordinals);
    for (String[] column : texts) {
      values.addArrayOfString(column);
    }
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.pipeline_step
                  (id, run_id, ordinal, step, fan_key, command, each, body, status, result, reason, ended_at)
                select s.id, $1, s.ordinal, s.step, s.fan_key, s.command, s.each::jsonb, s.body::jsonb,
                       s.status, s.result::jsonb, s.reason,
                       case when s.status in ('sent', 'accepted') then null else now() end
                  from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
                              $8::text[], $9::text[], $10::text[], $11::text[])
                       s (id, ordinal, step, fan_key, command, each, body, status, result, reason)
                on conflict do nothing
                returning id\
                """))
        .execute(values)
        .map(rows -> {
          Set<UUID> added = new HashSet<>();
          rows.forEach(row -> added.add(row.getUUID("id")));
          return added;
        });
  }

  /** Writes the state a doing has come to. */
  Uni<Void> move(SqlConnection connection, UUID id, StepRun step) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                update {schema}.pipeline_step
                   set status = $2, subject = coalesce($3, subject), duplicate = coalesce($4, duplicate),
                       result = $5, reason = $6,
                       ended_at = case when $2 in ('sent', 'accepted') then null else now() end
                 where id = $1\
                """))
        .execute(
            Tuple.tuple()
                .addUUID(id)
                .addString(RunFacts.statusOf(step))
                .addString(step instanceof StepRun.Accepted(_, String made, _) ? made : null)
                .addBoolean(step instanceof StepRun.Accepted(_, _, boolean there) ? there : null)
                .addJsonObject(
                    step instanceof StepRun.Completed(_, Map<String, Object> result)
                        ? new JsonObject(result)
                        : null)
                .addString(step instanceof StepRun.Failed(_, String reason) ? reason : null))
        .replaceWithVoid();
  }

  /** Notes what a doing became, which is known with its result at the latest. */
  Uni<Void> noteMade(SqlConnection connection, UUID id, String made) {
    return connection
        .preparedQuery(schema.sql("update {schema}.pipeline_step set subject = $2 where id = $1"))
        .execute(Tuple.of(id, made))
        .replaceWithVoid();
  }

  /**
   * The doings that an answer may concern, with their runs: by correlation, and by what they made.
   */
  Uni<List<Concerned>> concerned(
      SqlConnection connection, Optional<UUID> correlation, String made) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select id, run_id from {schema}.pipeline_step where id = $1
                union
                select id, run_id from {schema}.pipeline_step
                 where subject = $2 and $2 <> '' and status = 'accepted'
                order by run_id, id\
                """))
        .execute(Tuple.tuple().addUUID(correlation.orElse(null)).addString(made))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Concerned(row.getUUID("id"), row.getUUID("run_id")))
                .toList());
  }

  /** A doing and its run. */
  record Concerned(UUID step, UUID run) {}

  private static StoredStep toStep(Row row) {
    String made = row.getString("subject");
    return new StoredStep(
        row.getUUID("id"),
        toState(row),
        made == null ? "" : made,
        row.getBoolean("duplicate"),
        row.getOffsetDateTime("started_at").toInstant(),
        row.getOffsetDateTime("ended_at") == null
            ? Instant.MAX
            : row.getOffsetDateTime("ended_at").toInstant());
  }

  private static StepRun toState(Row row) {
    StepTicket ticket =
        new StepTicket(
            row.getString("step"),
            StepCommand.find(row.getString("command")).orElseThrow(),
            row.getInteger("ordinal"),
            JsonTrees.read(row, "each"),
            JsonTrees.read(row, "body"));
    String status = row.getString("status");
    return switch (status) {
      case "sent" -> new StepRun.Sent(ticket);
      case "accepted" ->
          new StepRun.Accepted(ticket, row.getString("subject"), row.getBoolean("duplicate"));
      case "completed" -> new StepRun.Completed(ticket, JsonTrees.read(row, "result"));
      case "failed" -> new StepRun.Failed(ticket, row.getString("reason"));
      case "skipped" -> new StepRun.Skipped(ticket);
      case "cancelled" -> new StepRun.Cancelled(ticket);
      default -> throw new IllegalStateException("status of a step: " + status);
    };
  }
}
