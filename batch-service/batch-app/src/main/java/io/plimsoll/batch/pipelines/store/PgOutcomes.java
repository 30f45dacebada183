package io.plimsoll.batch.pipelines.store;

import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * How the work of others ended, by what it made: a step whose command was answered "that was there
 * before" finds its result here when it had ended before the step was.
 */
@ApplicationScoped
class PgOutcomes {
  private final Schema schema;

  PgOutcomes(Schema schema) {
    this.schema = schema;
  }

  /** Keeps "it ended" and "somebody waits for it" from passing each other unseen. */
  Uni<Void> lock(SqlConnection connection, String subject) {
    return connection
        .preparedQuery("select pg_advisory_xact_lock(hashtextextended('outcome|' || $1, 0))")
        .execute(Tuple.of(subject))
        .replaceWithVoid();
  }

  Uni<Void> put(SqlConnection connection, Outcome outcome) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                insert into {schema}.pipeline_outcome (owner, subject, type, body)
                values ($1, $2, $3, $4)
                on conflict (owner, subject)
                  do update set type = excluded.type, body = excluded.body, at = now()\
                """))
        .execute(
            Tuple.of(
                outcome.owner(), outcome.subject(), outcome.type(), new JsonObject(outcome.body())))
        .replaceWithVoid();
  }

  Uni<Optional<Outcome>> find(SqlConnection connection, String owner, String subject) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select owner, subject, type, body from {schema}.pipeline_outcome
                 where owner = $1 and subject = $2\
                """))
        .execute(Tuple.of(owner, subject))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row ->
                    new Outcome(
                        row.getString("owner"),
                        row.getString("subject"),
                        row.getString("type"),
                        JsonTrees.read(row, "body")))
                .findFirst());
  }

  /**
   * How something ended.
   *
   * @param owner the service whose it is
   * @param subject the model or other thing
   * @param type the fact's name
   * @param body the fact
   */
  record Outcome(String owner, String subject, String type, Map<String, Object> body) {}
}
