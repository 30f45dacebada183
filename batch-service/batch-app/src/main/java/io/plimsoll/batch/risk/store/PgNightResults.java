package io.plimsoll.batch.risk.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.plimsoll.batch.TimeOrderedId;
import io.plimsoll.batch.risk.core.JobResult;
import io.plimsoll.batch.risk.core.NightResult;
import io.plimsoll.batchkernel.valuation.PortfolioGreeks;
import io.plimsoll.batchkernel.valuation.PortfolioSnapshot;
import io.plimsoll.batchkernel.valuation.PortfolioValuation;
import io.plimsoll.batchkernel.valuation.PositionGreeks;
import io.plimsoll.batchkernel.valuation.PositionValue;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.batch.PortfolioRisk;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what a night came to, in arrays, on the connection that finishes its work item. */
@ApplicationScoped
class PgNightResults {
  private static final int CENTS = 2;
  private static final int PRICE_SCALE = 8;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Schema schema;
  private final PgFindings findings;

  PgNightResults(Schema schema, PgFindings findings) {
    this.schema = schema;
    this.findings = findings;
  }

  /**
   * Stores one night, unless a run with its fingerprint is there already; either way that run
   * becomes the one that readers of the portfolio and date see.
   */
  Uni<PortfolioRisk> store(SqlConnection connection, NightResult night, String createdBy) {
    UUID id = TimeOrderedId.next();
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.risk_run"
                    + " (id, fingerprint, portfolio_id, as_of, status, inputs, created_by)"
                    + " values ($1, $2, $3, $4, $5, $6, $7)"
                    + " on conflict (fingerprint) do nothing"))
        .execute(
            Tuple.from(
                List.of(
                    id,
                    night.fingerprint().hex(),
                    night.portfolioId(),
                    night.asOf(),
                    word(night.outcome()),
                    new JsonObject(night.inputs()),
                    createdBy)))
        .chain(rows ->
            rows.rowCount() == 1
                ? writeAll(connection, id, night, createdBy).replaceWith(id)
                : existing(connection, night))
        .call(run -> makeCurrent(connection, night, run))
        .map(run -> toRisk(night, run, !run.equals(id)));
  }

  /** Ends a request. */
  Uni<Void> finish(SqlConnection connection, UUID request, Optional<String> error) {
    return connection
        .preparedQuery(
            schema.sql(
                "update {schema}.risk_request set status = $2, error = $3, finished_at = now()"
                    + " where id = $1"))
        .execute(Tuple.of(request, error.isPresent() ? "failed" : "completed", error.orElse(null)))
        .replaceWithVoid();
  }

  private Uni<UUID> existing(SqlConnection connection, NightResult night) {
    return connection
        .preparedQuery(schema.sql("select id from {schema}.risk_run where fingerprint = $1"))
        .execute(Tuple.of(night.fingerprint().hex()))
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  private Uni<Void> makeCurrent(SqlConnection connection, NightResult night, UUID run) {
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.current_risk_run (portfolio_id, as_of, run_id)"
                    + " values ($1, $2, $3)"
                    + " on conflict (portfolio_id, as_of) do update set run_id = $3"))
        .execute(Tuple.of(night.portfolioId(), night.asOf(), run))
        .replaceWithVoid();
  }

  private Uni<Void> writeAll(
      SqlConnection connection, UUID run, NightResult night, String createdBy) {
    return writeJobs(connection, run, night, createdBy)
        .chain(() -> each(night.valuation(), values -> writeValues(connection, run, values)))
        .chain(() -> each(night.greeks(), greeks -> writeGreeks(connection, run, greeks)))
        .chain(() -> findings.write(connection, run, night))
        .chain(() ->
            each(night.snapshot(), snapshot -> writeSnapshot(connection, run, night, snapshot)));
  }

  private static <T> Uni<Void> each(Optional<T> value, Function<T, Uni<Void>> write) {
    return value.map(write).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> writeJobs(
      SqlConnection connection, UUID run, NightResult night, String createdBy) {
    List<JobResult> jobs = night.jobs();
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.batch_job (job_id, run_id, ordinal, job_name, portfolio_id,"
                    + " status, attempt, retry_count, warnings, error_message, execution_time_ms,"
                    + " records_processed, created_by)"
                    + " select job, $1, n, name, $2, status, 1, 0, warnings::jsonb, error, ms,"
                    + " records, $3 from unnest($4::uuid[], $5::text[], $6::text[], $7::text[],"
                    + " $8::text[], $9::float8[], $10::int[]) with ordinality"
                    + " t(job, name, status, warnings, error, ms, records, n)"))
        .execute(
            Tuple.from(
                List.of(
                    run,
                    night.portfolioId(),
                    createdBy,
                    jobs.stream().map(_ -> TimeOrderedId.next()).toArray(UUID[]::new),
                    jobs.stream().map(job -> word(job.name())).toArray(String[]::new),
                    jobs.stream().map(job -> word(job.outcome())).toArray(String[]::new),
                    jobs.stream()
                        .map(job -> new JsonArray(List.copyOf(job.warnings())).encode())
                        .toArray(String[]::new),
                    jobs.stream().map(job -> job.error().orElse(null)).toArray(String[]::new),
                    jobs.stream()
                        .map(job -> job.took().toNanos() / NANOS_PER_MILLI)
                        .toArray(Double[]::new),
                    jobs.stream().map(JobResult::records).toArray(Integer[]::new))))
        .replaceWithVoid();
  }

  private Uni<Void> writeValues(SqlConnection connection, UUID run, PortfolioValuation valuation) {
    List<PositionValue> values = valuation.values();
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.position_value (run_id, position_id, ordinal, instrument,"
                    + " type, quantity, price, market_value, cost, unrealised, daily_pnl)"
                    + " select $1, id, n, instrument, type, quantity, price, value, cost, gain, day"
                    + " from unnest($2::text[], $3::text[], $4::text[], $5::numeric[],"
                    + " $6::numeric[], $7::numeric[], $8::numeric[], $9::numeric[], $10::numeric[])"
                    + " with ordinality"
                    + " t(id, instrument, type, quantity, price, value, cost, gain, day, n)"))
        .execute(
            Tuple.from(
                List.of(
                    run,
                    texts(values, value -> value.position().id()),
                    texts(values, value -> value.position().instrument().code()),
                    texts(values, value -> value.position().type().name()),
                    numbers(values, value -> value.position().quantity()),
                    numbers(values, value -> scaled(value.price(), PRICE_SCALE)),
                    numbers(values, value -> money(value.marketValue())),
                    numbers(values, value -> money(value.cost())),
                    numbers(values, value -> money(value.unrealised())),
                    numbers(
                        values,
                        value -> value.dailyPnl().map(PgNightResults::money).orElse(null)))))
        .replaceWithVoid();
  }

  private Uni<Void> writeGreeks(SqlConnection connection, UUID run, PortfolioGreeks greeks) {
    List<PositionGreeks> rows = greeks.positions();
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.position_greeks (run_id, position_id, ordinal, instrument,"
                    + " delta, dollar_delta, gamma, dollar_gamma, theta, vega, rho, volatility,"
                    + " volatility_source)"
                    + " select $1, id, n, instrument, d, dd, g, dg, th, ve, rh, vol, source"
                    + " from unnest($2::text[], $3::text[], $4::float8[], $5::float8[],"
                    + " $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[],"
                    + " $11::float8[], $12::text[]) with ordinality"
                    + " t(id, instrument, d, dd, g, dg, th, ve, rh, vol, source, n)"))
        .execute(
            Tuple.from(
                List.of(
                    run,
                    texts(rows, row -> row.position().id()),
                    texts(rows, row -> row.position().instrument().code()),
                    doubles(rows, row -> row.sensitivities().delta()),
                    doubles(rows, row -> row.sensitivities().dollarDelta()),
                    doubles(rows, row -> row.sensitivities().gamma()),
                    doubles(rows, row -> row.sensitivities().dollarGamma()),
                    doubles(rows, row -> row.sensitivities().theta()),
                    doubles(rows, row -> row.sensitivities().vega()),
                    doubles(rows, row -> row.sensitivities().rho()),
                    doubles(
                        rows,
                        row ->
                            row.volatility()
                                .map(PositionGreeks.UsedVolatility::value)
                                .orElse(null)),
                    texts(
                        rows,
                        row -> row.volatility().map(used -> word(used.source())).orElse(null)))))
        .replaceWithVoid();
  }

  private Uni<Void> writeSnapshot(
      SqlConnection connection, UUID run, NightResult night, PortfolioSnapshot snapshot) {
    Optional<PortfolioSnapshot.Change> change = snapshot.change();
    @Nullable Object[] values = {
      run,
      night.portfolioId(),
      night.asOf(),
      money(snapshot.nav()),
      money(snapshot.cash()),
      change.map(day -> money(day.pnl())).orElse(null),
      change.flatMap(PortfolioSnapshot.Change::dailyReturn).orElse(null),
      money(change.map(PortfolioSnapshot.Change::cumulativePnl).orElse(0.0)),
      json(snapshot.aggregate()),
      snapshot.greeks().map(PgNightResults::json).orElse(null)
    };
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.portfolio_snapshot (run_id, portfolio_id, as_of, nav, cash,"
                    + " daily_pnl, daily_return, cumulative_pnl, aggregate, greeks)"
                    + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"))
        .execute(Tuple.from(values))
        .replaceWithVoid();
  }

  private static PortfolioRisk toRisk(NightResult night, UUID run, boolean duplicate) {
    return new PortfolioRisk(
        night.portfolioId(),
        run,
        night.fingerprint().hex(),
        word(night.outcome()),
        duplicate,
        night.snapshot().map(snapshot -> money(snapshot.nav())).orElse(null),
        night.warnings());
  }

  private static JsonObject json(Object value) {
    return new JsonObject(
        ContractJson.mapper().convertValue(value, new TypeReference<Map<String, Object>>() {}));
  }

  private static BigDecimal money(double amount) {
    return scaled(amount, CENTS);
  }

  private static BigDecimal scaled(double amount, int scale) {
    return BigDecimal.valueOf(amount).setScale(scale, RoundingMode.HALF_EVEN);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> of) {
    return rows.stream().map(of).toArray(String[]::new);
  }

  private static <T> @Nullable BigDecimal[] numbers(
      List<T> rows, Function<T, @Nullable BigDecimal> of) {
    return rows.stream().map(of).toArray(BigDecimal[]::new);
  }

  private static <T> @Nullable Double[] doubles(List<T> rows, Function<T, @Nullable Double> of) {
    return rows.stream().map(of).toArray(Double[]::new);
  }
}
