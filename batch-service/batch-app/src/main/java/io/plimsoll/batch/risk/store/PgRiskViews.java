package io.plimsoll.batch.risk.store;

import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the current runs. A row becomes JSON in the database: readers want it as it lies. */
@ApplicationScoped
class PgRiskViews implements RiskViews {
  /** The current run of the date, or of the newest date. */
  private static final String CURRENT =
      """
      with run as (
        select r.* from {schema}.current_risk_run c
        join {schema}.risk_run r on r.id = c.run_id
        where c.portfolio_id = $1 and ($2::date is null or c.as_of = $2)
        order by c.as_of desc limit 1)
      """;

  private final SqlWork work;
  private final Schema schema;

  PgRiskViews(SqlWork work, Schema schema) {
    this.work = work;
    this.schema = schema;
  }

  @Override
  public Uni<Optional<Map<String, Object>>> summary(long portfolioId, Optional<LocalDate> asOf) {
    return one(
        CURRENT
            + """
            select json_build_object(
              'portfolio_id', run.portfolio_id, 'as_of', run.as_of, 'run_id', run.id,
              'portfolio_name',
                (select name from {schema}.portfolio where id = run.portfolio_id),
              'fingerprint', run.fingerprint, 'status', run.status,
              'nav', s.nav, 'cash', s.cash, 'daily_pnl', s.daily_pnl,
              'daily_return', s.daily_return, 'cumulative_pnl', s.cumulative_pnl,
              'aggregate', s.aggregate, 'greeks', s.greeks,
              'jobs', (select json_agg(json_build_object(
                  'job_id', job_id, 'job_name', job_name, 'portfolio_id', portfolio_id,
                  'status', status, 'attempt', attempt, 'retry_count', retry_count,
                  'warnings', warnings, 'error_message', error_message,
                  'execution_time_ms', execution_time_ms,
                  'records_processed', records_processed, 'created_by', created_by)
                  order by ordinal) from {schema}.batch_job where run_id = run.id)) as view
            from run left join {schema}.portfolio_snapshot s on s.run_id = run.id
            """,
        Tuple.of(portfolioId, asOf.orElse(null)));
  }

  @Override
  public Uni<Listing> greeks(long portfolioId, Optional<LocalDate> asOf, Range range) {
    return many(
        CURRENT
            + """
            select json_build_object(
              'position_id', g.position_id, 'symbol', g.instrument, 'delta', g.delta,
              'dollar_delta', g.dollar_delta, 'gamma', g.gamma, 'dollar_gamma', g.dollar_gamma,
              'theta', g.theta, 'vega', g.vega, 'rho', g.rho, 'volatility', g.volatility,
              'volatility_source', g.volatility_source, 'market_value', v.market_value,
              'price', v.price, 'quantity', v.quantity, 'type', v.type) as view,
              count(*) over () as total
            from run join {schema}.position_greeks g on g.run_id = run.id
            join {schema}.position_value v using (run_id, position_id)
            order by g.ordinal limit $3 offset $4
            """,
        Tuple.of(portfolioId, asOf.orElse(null), range.limit(), range.offset()));
  }

  @Override
  public Uni<Optional<Map<String, Object>>> finding(
      long portfolioId, Optional<LocalDate> asOf, Finding finding) {
    return one(CURRENT + PgFindings.view(finding), Tuple.of(portfolioId, asOf.orElse(null)));
  }

  @Override
  public Uni<Listing> runs(long portfolioId, Optional<LocalDate> asOf, Range range) {
    return many(
        """
        select json_build_object('run_id', r.id, 'as_of', r.as_of, 'status', r.status,
          'fingerprint', r.fingerprint, 'created_by', r.created_by, 'created_at', r.created_at,
          'is_current', c.run_id is not null) as view, count(*) over () as total
        from {schema}.risk_run r left join {schema}.current_risk_run c on c.run_id = r.id
        where r.portfolio_id = $1 and ($2::date is null or r.as_of = $2)
        order by r.as_of desc, r.created_at desc, r.id limit $3 offset $4
        """,
        Tuple.of(portfolioId, asOf.orElse(null), range.limit(), range.offset()));
  }

  @Override
  public Uni<Optional<Map<String, Object>>> whole(long portfolioId, UUID run) {
    return one(
        """
        select json_build_object('inputs', r.inputs,
          'numbers', json_build_object(
            'snapshot', (select to_jsonb(s) - 'run_id' - 'as_of' - 'portfolio_id'
              from {schema}.portfolio_snapshot s where s.run_id = r.id),
            'positions', (select jsonb_object_agg(v.instrument || ' ' || v.position_id,
                to_jsonb(v) - 'run_id' - 'position_id' - 'ordinal')
              from {schema}.position_value v where v.run_id = r.id),
            'greeks', (select jsonb_object_agg(g.instrument || ' ' || g.position_id,
                to_jsonb(g) - 'run_id' - 'position_id' - 'ordinal')
              from {schema}.position_greeks g where g.run_id = r.id),
            'factors', (select jsonb_object_agg(f.factor,
                to_jsonb(f) - 'run_id' - 'factor' - 'ordinal')
              from {schema}.factor_exposure f where f.run_id = r.id),
            'market_risk', (select jsonb_build_object('moves', m.moves, 'tail', m.tail)
              from {schema}.market_risk_result m where m.run_id = r.id),
            'stress', (select jsonb_object_agg(t.scenario,
                jsonb_build_object('direct', t.direct, 'correlated', t.correlated))
              from {schema}.stress_result t where t.run_id = r.id),
            'correlations', (select k.summary
              from {schema}.correlation_run k where k.run_id = r.id))) as view
        from {schema}.risk_run r where r.portfolio_id = $1 and r.id = $2
        """,
        Tuple.of(portfolioId, run));
  }

  @Override
  public Uni<Listing> snapshots(long portfolioId, Range range) {
    return many(
        """
        select json_build_object(
          'as_of', s.as_of, 'run_id', s.run_id, 'nav', s.nav, 'cash', s.cash,
          'daily_pnl', s.daily_pnl, 'daily_return', s.daily_return,
          'cumulative_pnl', s.cumulative_pnl) as view, count(*) over () as total
        from {schema}.current_risk_run c join {schema}.portfolio_snapshot s on s.run_id = c.run_id
        where c.portfolio_id = $1 order by s.as_of desc limit $2 offset $3
        """,
        Tuple.of(portfolioId, range.limit(), range.offset()));
  }

  @Override
  public Uni<Listing> jobs(Range range) {
    return many(
        """
        select json_build_object(
          'job_id', job_id, 'job_name', job_name, 'portfolio_id', portfolio_id, 'run_id', run_id,
          'status', status, 'warnings', warnings, 'error_message', error_message,
          'execution_time_ms', execution_time_ms, 'records_processed', records_processed,
          'created_by', created_by, 'created_at', created_at) as view, count(*) over () as total
        from {schema}.batch_job order by created_at desc, job_id limit $1 offset $2
        """,
        Tuple.of(range.limit(), range.offset()));
  }

  @Override
  public Uni<Integer> quote(LocalDate date, Map<String, BigDecimal> prices, String source) {
    List<Map.Entry<String, BigDecimal>> rows = List.copyOf(prices.entrySet());
    return work.atomically(connection ->
        connection
            .preparedQuery(
                schema.sql(
                    "insert into {schema}.instrument_quote (instrument, quote_date, price,"
                        + " source) select instrument, $1, price, $2"
                        + " from unnest($3::text[], $4::numeric[]) t(instrument, price)"
                        + " on conflict (instrument, quote_date)"
                        + " do update set price = excluded.price, source = excluded.source"))
            .execute(
                Tuple.of(
                    date,
                    source,
                    rows.stream().map(Map.Entry::getKey).toArray(String[]::new),
                    rows.stream().map(Map.Entry::getValue).toArray(BigDecimal[]::new)))
            .map(RowSet::rowCount));
  }

  private Uni<Optional<Map<String, Object>>> one(String sql, Tuple values) {
    return rows(sql, values).map(rows -> stream(rows).findFirst().map(PgRiskViews::view));
  }

  private Uni<Listing> many(String sql, Tuple values) {
    return rows(sql, values)
        .map(rows ->
            new Listing(
                stream(rows).map(PgRiskViews::view).toList(),
                stream(rows).findFirst().map(row -> row.getLong("total")).orElse(0L)));
  }

  private Uni<RowSet<Row>> rows(String sql, Tuple values) {
    return work.reading(connection -> connection.preparedQuery(schema.sql(sql)).execute(values));
  }

  private static Map<String, Object> view(Row row) {
    return ((JsonObject) row.getValue("view")).getMap();
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
