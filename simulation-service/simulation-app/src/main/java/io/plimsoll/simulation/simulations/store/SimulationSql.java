package io.plimsoll.simulation.simulations.store;

import io.plimsoll.platform.work.Schema;

/** The statements of {@link PgSimulationStore}. */
record SimulationSql(Schema schema) {
  private static final String COLUMNS =
      """
      id, fingerprint::text as fingerprint, status, model_id, ticker, timeframe, span,
      family::text as family, params, bundle_sha256::text as bundle_sha256,
      snapshot::text as snapshot, kernel_version, architecture, requested_by, stats,
      result_hash::text as result_hash, error, created_at, finished_at
      """;

  String insert() {
    return schema.sql(
        """
        insert into {schema}.simulations
          (id, fingerprint, status, model_id, ticker, timeframe, span, family, params,
           bundle_sha256, snapshot, kernel_version, architecture, requested_by)
        values ($1, $2, 'queued', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (fingerprint) do nothing
        """);
  }

  String reopen() {
    return schema.sql(
        """
        update {schema}.simulations set status = 'queued', error = null, finished_at = null
        where fingerprint = $1 and status in ('failed', 'cancelled')
        returning id, fingerprint::text as fingerprint, status
        """);
  }

  String byFingerprint() {
    return schema.sql(
        """
        select id, fingerprint::text as fingerprint, status from {schema}.simulations
        where fingerprint = $1
        """);
  }

  String await() {
    return schema.sql(
        """
        insert into {schema}.awaiting_command (simulation_id, command_id) values ($1, $2)
        on conflict do nothing
        """);
  }

  String takeAwaiting() {
    return schema.sql(
        "delete from {schema}.awaiting_command where simulation_id = $1 returning command_id");
  }

  String complete() {
    return schema.sql(
        """
        update {schema}.simulations
        set status = 'completed', stats = $2, result_hash = $3, return_pct = $4,
          trades_count = $5, hit_rate = $6, sqn = $7, sharpe = $8, max_drawdown = $9,
          error = null, finished_at = now()
        where id = $1
        """);
  }

  String trades() {
    return schema.sql(
        """
        insert into {schema}.trades (simulation_id, count, content) values ($1, $2, $3)
        on conflict (simulation_id) do update
        set count = excluded.count, content = excluded.content
        """);
  }

  String equity() {
    return schema.sql(
        """
        insert into {schema}.equity (simulation_id, bars, content) values ($1, $2, $3)
        on conflict (simulation_id) do update
        set bars = excluded.bars, content = excluded.content
        """);
  }

  String trial() {
    return schema.sql(
        """
        insert into {schema}.trial (fingerprint, family, sharpe_per_bar, bars, skew, kurtosis)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (fingerprint) do nothing
        """);
  }

  String look() {
    return schema.sql(
        """
        insert into {schema}.holdout_use
          (family, first_bar, last_bar, model_id, simulation_fingerprint, by)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (simulation_fingerprint) do nothing
        """);
  }

  String looks() {
    return schema.sql("select count(*)::int as n from {schema}.holdout_use where family = $1");
  }

  String end() {
    return schema.sql(
        """
        update {schema}.simulations set status = $2, error = $3, finished_at = now()
        where id = $1
        """);
  }

  String find() {
    return schema.sql("select " + COLUMNS + " from {schema}.simulations where id = $1");
  }

  String status() {
    return schema.sql("select status from {schema}.simulations where id = $1");
  }

  String tradesOf() {
    return schema.sql("select content from {schema}.trades where simulation_id = $1");
  }

  String equityOf() {
    return schema.sql("select content from {schema}.equity where simulation_id = $1");
  }

  String newest() {
    return schema.sql(
        "select "
            + COLUMNS
            + """
            from {schema}.simulations
            where ($1::uuid is null or model_id = $1) and ($2::text is null or ticker = $2)
            order by created_at desc, id limit $3 offset $4
            """);
  }

  String countNewest() {
    return schema.sql(
        """
        select count(*) as n from {schema}.simulations
        where ($1::uuid is null or model_id = $1) and ($2::text is null or ticker = $2)
        """);
  }

  String top() {
    return schema.sql(
        "select "
            + COLUMNS
            + """
            from {schema}.simulations
            where status = 'completed' and trades_count >= $1
            order by sqn desc nulls last, id limit $2 offset $3
            """);
  }

  String countTop() {
    return schema.sql(
        """
        select count(*) as n from {schema}.simulations
        where status = 'completed' and trades_count >= $1
        """);
  }

  String trials() {
    return schema.sql(
        """
        select family::text as family, count(*) as count,
          coalesce(var_samp(sharpe_per_bar), 0) as variance
        from {schema}.trial where family = any($1) group by family
        """);
  }

  String deleteAll() {
    return schema.sql("delete from {schema}.simulations where status <> 'queued'");
  }
}
