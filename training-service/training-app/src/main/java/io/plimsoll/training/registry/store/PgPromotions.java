package io.plimsoll.training.registry.store;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.registry.ModelRegistry.Label;
import io.plimsoll.training.registry.PromotionView;
import io.plimsoll.training.registry.Promotions;
import io.plimsoll.training.registry.StintView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The {@link Promotions} in the service's own schema. */
@ApplicationScoped
final class PgPromotions implements Promotions {
  private static final String MATCHING =
      """
      where ($1::text is null or alias = $1)
        and ($2::text is null or split_part(line, ' ', 1) = $2)
        and ($3::uuid is null or model_id = $3)
      """;
  private static final String STINTS =
      "from {schema}.alias_stint "
          + MATCHING
          + """
            and case
              when $4::timestamptz is null then held_until is null
              else held_from <= $5::timestamptz and (held_until is null or held_until > $4)
            end
          """;
  private static final String HISTORY = "from {schema}.promotion_log " + MATCHING;
  private static final String ENTRANT =
      """
      select id, name, fingerprint::text as fingerprint, symbol, timeframe, status, line,
        artifact_sha256::text as artifact_sha256
      from {schema}.models where id = $1 for no key update
      """;

  /** One promotion of an alias after the other, so that the log's order is that of the facts. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('{schema} ' || $1 || ' ' || $2, 0))";

  private static final String HOLDER =
      "select model_id from {schema}.model_alias where line = $1 and alias = $2";
  private static final String TAKE =
      """
      insert into {schema}.model_alias (line, alias, model_id, fingerprint, set_by, reason)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (line, alias) do update set model_id = excluded.model_id,
        fingerprint = excluded.fingerprint, set_by = excluded.set_by, reason = excluded.reason,
        set_at = clock_timestamp()
      """;
  private static final String FREE =
      "delete from {schema}.model_alias where line = $1 and alias = $2";
  private static final String LOG =
      """
      insert into {schema}.promotion_log (line, alias, model_id, model_name, fingerprint,
        artifact_sha256, action, promoted_at, promoted_by, reason, replaced_model_id)
      values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), $8, $9, $10)
      returning promoted_at
      """;

  private final SqlWork work;
  private final Schema schema;

  PgPromotions(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<Page<StintView>> stints(StintFilter filter, PageParams page) {
    Tuple asked =
        Tuple.from(
            Arrays.asList(
                filter.alias().orElse(null),
                filter.symbol().orElse(null),
                filter.model().orElse(null),
                time(filter.window().from()),
                time(filter.window().to())));
    return page(STINTS, "line, alias, held_from, model_id", asked, page, PgPromotions::stint);
  }

  @Override
  public Uni<Page<PromotionView>> history(StintFilter filter, PageParams page) {
    Tuple asked =
        Tuple.of(
            filter.alias().orElse(null), filter.symbol().orElse(null), filter.model().orElse(null));
    return page(HISTORY, "promoted_at desc, id desc", asked, page, PgPromotions::promotion);
  }

  @Override
  public Uni<Optional<Entrant>> entrant(SqlConnection connection, UUID model) {
    return query(connection, ENTRANT, Tuple.of(model))
        .map(rows -> stream(rows).map(PgPromotions::entrant).findFirst());
  }

  @Override
  public Uni<Optional<UUID>> holder(SqlConnection connection, String line, String alias) {
    Tuple names = Tuple.of(line, alias);
    return query(connection, LOCK, names)
        .chain(() -> query(connection, HOLDER, names))
        .map(rows -> stream(rows).map(row -> row.getUUID("model_id")).findFirst());
  }

  @Override
  public Uni<Instant> promote(
      SqlConnection connection, Entrant model, Move move, Optional<UUID> replaced) {
    Tuple held =
        Tuple.of(
            model.line(),
            move.alias(),
            model.id(),
            model.label().fingerprint(),
            move.actor(),
            move.reason());
    return query(connection, TAKE, held)
        .chain(() -> query(connection, LOG, logged(model, move, "promoted", replaced)))
        .map(rows -> instant(rows.iterator().next(), "promoted_at"));
  }

  @Override
  public Uni<Void> remove(SqlConnection connection, Entrant model, Move move) {
    return query(connection, FREE, Tuple.of(model.line(), move.alias()))
        .chain(() -> query(connection, LOG, logged(model, move, "removed", Optional.empty())))
        .replaceWithVoid();
  }

  private <T> Uni<Page<T>> page(
      String from, String order, Tuple asked, PageParams page, Function<Row, T> form) {
    String rows =
        "select * %s order by %s limit %d offset %d"
            .formatted(from, order, page.limit(), page.offset());
    return work.reading(connection ->
        query(connection, "select count(*) as total " + from, asked)
            .map(counted -> counted.iterator().next().getLong("total"))
            .chain(total ->
                query(connection, rows, asked)
                    .map(found -> Page.of(stream(found).map(form).toList(), total, page))));
  }

  private Uni<RowSet<Row>> query(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(schema.sql(sql)).execute(values);
  }

  private static Tuple logged(Entrant model, Move move, String action, Optional<UUID> replaced) {
    return Tuple.from(
        Arrays.asList(
            model.line(),
            move.alias(),
            model.id(),
            model.label().name(),
            model.label().fingerprint(),
            model.sha256().orElseThrow(),
            action,
            move.actor(),
            move.reason(),
            replaced.orElse(null)));
  }

  private static Entrant entrant(Row row) {
    return new Entrant(
        row.getUUID("id"),
        new Label(
            row.getString("name"),
            row.getString("fingerprint"),
            row.getString("symbol"),
            row.getString("timeframe")),
        row.getString("status"),
        row.getString("line"),
        Optional.ofNullable(row.getString("artifact_sha256")));
  }

  private static StintView stint(Row row) {
    OffsetDateTime until = row.get(OffsetDateTime.class, "held_until");
    return new StintView(
        row.getString("line"),
        row.getString("alias"),
        row.getUUID("model_id"),
        row.getString("model_name"),
        row.getString("fingerprint"),
        row.getString("artifact_sha256"),
        instant(row, "held_from"),
        until == null ? null : until.toInstant(),
        row.getString("promoted_by"),
        row.getString("reason"),
        row.getUUID("replaced_model_id"));
  }

  private static PromotionView promotion(Row row) {
    return new PromotionView(
        row.getString("line"),
        row.getString("alias"),
        row.getString("action"),
        row.getUUID("model_id"),
        row.getString("model_name"),
        row.getString("fingerprint"),
        row.getString("artifact_sha256"),
        instant(row, "promoted_at"),
        row.getString("promoted_by"),
        row.getString("reason"),
        row.getUUID("replaced_model_id"));
  }

  private static Instant instant(Row row, String column) {
    return row.get(OffsetDateTime.class, column).toInstant();
  }

  private static @Nullable OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(one -> one.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
