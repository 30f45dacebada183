package io.plimsoll.batch.risk.store;

import io.plimsoll.batch.risk.core.NightResult;
import io.plimsoll.batch.risk.core.NightResult.Factors;
import io.plimsoll.batch.risk.core.RiskViews.Finding;
import io.plimsoll.batchkernel.correlation.CorrelationStudy;
import io.plimsoll.batchkernel.factor.FactorExposures;
import io.plimsoll.batchkernel.factor.SymbolBetas;
import io.plimsoll.batchkernel.stress.MarketRisk;
import io.plimsoll.batchkernel.stress.StressTest;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes and reads what the engines between Greeks and snapshot found. */
@ApplicationScoped
class PgFindings {
  private static final int CENTS = 2;

  private final Schema schema;

  PgFindings(Schema schema) {
    this.schema = schema;
  }

  /** Writes all that a night found, in arrays. */
  Uni<Void> write(SqlConnection connection, UUID run, NightResult night) {
    NightResult.Findings found = night.findings();
    return each(found.factors(), one -> writeFactors(connection, run, one))
        .chain(() -> each(found.marketRisk(), one -> writeMarketRisk(connection, run, one)))
        .chain(() -> each(found.stress(), one -> writeStress(connection, run, one)))
        .chain(() -> each(found.correlations(), one -> writeCorrelations(connection, run, one)));
  }

  /** The query of a finding's view, after the current run has been named {@code run}. */
  static String view(Finding finding) {
    return switch (finding) {
      case FACTORS ->
          """
          select json_build_object('portfolio_id', run.portfolio_id, 'as_of', run.as_of,
            'run_id', run.id,
            'factors', (select json_agg(json_build_object('factor', factor, 'dollars', dollars,
                'beta', beta) order by ordinal) from {schema}.factor_exposure where run_id = run.id),
            'symbols', (select json_agg(json_build_object('symbol', symbol, 'betas', betas,
                'market_beta', market_beta, 'quality', quality) order by symbol)
                from {schema}.symbol_beta where run_id = run.id)) as view
          from run where exists (select from {schema}.factor_exposure where run_id = run.id)
          """;
      case MARKET_RISK ->
          """
          select json_build_object('portfolio_id', run.portfolio_id, 'as_of', run.as_of,
            'run_id', run.id, 'moves', m.moves, 'tail', m.tail) as view
          from run join {schema}.market_risk_result m on m.run_id = run.id
          """;
      case STRESS ->
          """
          select json_build_object('portfolio_id', run.portfolio_id, 'as_of', run.as_of,
            'run_id', run.id, 'scenarios', (select json_agg(json_build_object(
                'scenario', scenario, 'severity', severity, 'direct', direct,
                'correlated', correlated, 'detail', detail) order by ordinal)
                from {schema}.stress_result where run_id = run.id)) as view
          from run where exists (select from {schema}.stress_result where run_id = run.id)
          """;
      case CORRELATIONS ->
          """
          select json_build_object('portfolio_id', run.portfolio_id, 'as_of', run.as_of,
            'run_id', run.id, 'symbols', c.symbols, 'pairs', c.pairs, 'summary', c.summary,
            'clusters', (select coalesce(json_agg(json_build_object('nickname', nickname,
                'symbols', symbols, 'weight', weight, 'mean_correlation', mean_correlation)
                order by ordinal), '[]') from {schema}.correlation_cluster
                where run_id = run.id)) as view
          from run join {schema}.correlation_run c on c.run_id = run.id
          """;
    };
  }

  private Uni<Void> writeFactors(SqlConnection connection, UUID run, Factors found) {
    List<FactorExposures.FactorTotal> totals = found.exposures().factors();
    Map<String, SymbolBetas.Estimated> betas = new TreeMap<>();
    for (FactorExposures.PositionExposure one : found.exposures().positions()) {
      String symbol = one.position().position().instrument().underlying().value();
      found.study().estimated(symbol).ifPresent(known -> betas.put(symbol, known));
    }
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.factor_exposure (run_id, ordinal, factor, dollars, beta)"
                    + " select $1, n, factor, dollars, beta"
                    + " from unnest($2::text[], $3::float8[], $4::float8[]) with ordinality"
                    + " t(factor, dollars, beta, n)"))
        .execute(
            Tuple.of(
                run,
                totals.stream().map(FactorExposures.FactorTotal::factor).toArray(String[]::new),
                totals.stream().map(FactorExposures.FactorTotal::dollars).toArray(Double[]::new),
                optional(totals, one -> one.beta().orElse(null))))
        .chain(() -> writePositions(connection, run, found.exposures().positions()))
        .chain(() -> writeBetas(connection, run, betas));
  }

  private Uni<Void> writePositions(
      SqlConnection connection, UUID run, List<FactorExposures.PositionExposure> positions) {
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.position_factor_exposure (run_id, position_id, dollars)"
                    + " select $1, id, dollars::float8[]"
                    + " from unnest($2::text[], $3::text[]) t(id, dollars)"))
        .execute(
            Tuple.of(
                run,
                positions.stream()
                    .map(one -> one.position().position().id())
                    .toArray(String[]::new),
                positions.stream().map(one -> array(one.dollars())).toArray(String[]::new)))
        .replaceWithVoid();
  }

  private Uni<Void> writeBetas(
      SqlConnection connection, UUID run, Map<String, SymbolBetas.Estimated> betas) {
    List<SymbolBetas.Estimated> rows = List.copyOf(betas.values());
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.symbol_beta (run_id, symbol, betas, market_beta, quality)"
                    + " select $1, symbol, betas::float8[], market, quality::jsonb"
                    + " from unnest($2::text[], $3::text[], $4::float8[], $5::text[])"
                    + " t(symbol, betas, market, quality)"))
        .execute(
            Tuple.of(
                run,
                betas.keySet().toArray(String[]::new),
                rows.stream().map(one -> array(one.betas())).toArray(String[]::new),
                rows.stream().map(SymbolBetas.Estimated::marketBeta).toArray(Double[]::new),
                rows.stream()
                    .map(one -> FindingTrees.quality(one).encode())
                    .toArray(String[]::new)))
        .replaceWithVoid();
  }

  private Uni<Void> writeMarketRisk(SqlConnection connection, UUID run, MarketRisk found) {
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.market_risk_result (run_id, moves, tail, profits)"
                    + " values ($1, $2, $3, $4)"))
        .execute(
            Tuple.of(
                run,
                FindingTrees.moves(found),
                found.tail().map(FindingTrees::tail).orElse(null),
                boxed(found.dailyProfits())))
        .replaceWithVoid();
  }

  private Uni<Void> writeStress(SqlConnection connection, UUID run, StressTest found) {
    List<StressTest.Result> rows = found.results();
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.stress_result"
                    + " (run_id, ordinal, scenario, severity, direct, correlated, detail)"
                    + " select $1, n, scenario, severity, direct, correlated, detail::jsonb"
                    + " from unnest($2::text[], $3::text[], $4::numeric[], $5::numeric[],"
                    + " $6::text[]) with ordinality"
                    + " t(scenario, severity, direct, correlated, detail, n)"))
        .execute(
            Tuple.from(
                List.of(
                    run,
                    texts(rows, one -> one.scenario().name()),
                    texts(rows, one -> FindingTrees.word(one.scenario().severity())),
                    amounts(rows, one -> one.direct().gain()),
                    amounts(rows, one -> one.correlated().gain()),
                    texts(rows, one -> FindingTrees.stress(one).encode()))))
        .replaceWithVoid();
  }

  private Uni<Void> writeCorrelations(SqlConnection connection, UUID run, CorrelationStudy found) {
    List<CorrelationStudy.Cluster> rows = found.clusters();
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.correlation_run (run_id, symbols, pairs, summary)"
                    + " values ($1, $2, $3, $4)"))
        .execute(
            Tuple.of(
                run,
                found.symbols().toArray(String[]::new),
                boxed(FindingTrees.pairs(found)),
                FindingTrees.bets(found)))
        .chain(() ->
            connection
                .preparedQuery(
                    schema.sql(
                        "insert into {schema}.correlation_cluster"
                            + " (run_id, ordinal, nickname, symbols, weight, mean_correlation)"
                            + " select $1, n, nickname, symbols::text[], weight, mean"
                            + " from unnest($2::text[], $3::text[], $4::float8[], $5::float8[])"
                            + " with ordinality t(nickname, symbols, weight, mean, n)"))
                .execute(
                    Tuple.of(
                        run,
                        texts(rows, CorrelationStudy.Cluster::nickname),
                        texts(rows, one -> "{" + String.join(",", one.symbols()) + "}"),
                        rows.stream().map(CorrelationStudy.Cluster::weight).toArray(Double[]::new),
                        rows.stream()
                            .map(CorrelationStudy.Cluster::meanCorrelation)
                            .toArray(Double[]::new))))
        .replaceWithVoid();
  }

  private static <T> Uni<Void> each(Optional<T> value, Function<T, Uni<Void>> write) {
    return value.map(write).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> of) {
    return rows.stream().map(of).toArray(String[]::new);
  }

  private static <T> BigDecimal[] amounts(List<T> rows, Function<T, Double> of) {
    return rows.stream()
        .map(row -> BigDecimal.valueOf(of.apply(row)).setScale(CENTS, RoundingMode.HALF_EVEN))
        .toArray(BigDecimal[]::new);
  }

  private static <T> @Nullable Double[] optional(List<T> rows, Function<T, @Nullable Double> of) {
    return rows.stream().map(of).toArray(Double[]::new);
  }

  private static Double[] boxed(Vec values) {
    return Arrays.stream(values.toArray()).boxed().toArray(Double[]::new);
  }

  /** As PostgreSQL reads an array. */
  private static String array(Vec values) {
    return Arrays.toString(values.toArray()).replace('[', '{').replace(']', '}');
  }
}
