package io.plimsoll.simulation.simulations.store;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.simulation.simulations.SimulationPlan;
import io.plimsoll.simulation.simulations.SimulationRecord;
import io.plimsoll.simulation.simulations.SimulationStatus;
import io.plimsoll.simulation.simulations.SimulationStore;
import io.plimsoll.simulation.simulations.core.EquityTable;
import io.plimsoll.simulation.simulations.core.SimulationResult;
import io.plimsoll.simulation.simulations.core.Span;
import io.plimsoll.simulation.simulations.core.TradeTable;
import io.plimsoll.simulationkernel.statistics.Statistic;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The {@link SimulationStore} in the service's own schema. */
@ApplicationScoped
class PgSimulationStore implements SimulationStore {
  private final SqlWork work;
  private final SimulationSql sql;

  PgSimulationStore(SqlWork work, Schema schema) {
    this.work = work;
    this.sql = new SimulationSql(schema);
  }

  @Override
  public Uni<Opened> open(SqlConnection connection, SimulationPlan plan) {
    UUID id = UUID.randomUUID();
    String fingerprint = plan.fingerprint();
    return connection
        .preparedQuery(sql.insert())
        .execute(row(id, fingerprint, plan))
        .chain(inserted ->
            inserted.rowCount() == 1
                ? Uni.createFrom().item(new Opened(id, fingerprint, SimulationStatus.QUEUED, true))
                : reopen(connection, fingerprint));
  }

  private Uni<Opened> reopen(SqlConnection connection, String fingerprint) {
    return connection
        .preparedQuery(sql.reopen())
        .execute(Tuple.of(fingerprint))
        .chain(again ->
            again.rowCount() == 1
                ? Uni.createFrom().item(opened(again.iterator().next(), true))
                : connection
                    .preparedQuery(sql.byFingerprint())
                    .execute(Tuple.of(fingerprint))
                    .map(rows -> opened(rows.iterator().next(), false)));
  }

  private static Opened opened(Row row, boolean isNew) {
    return new Opened(
        row.getUUID("id"),
        row.getString("fingerprint"),
        SimulationStatus.parse(row.getString("status")),
        isNew);
  }

  private static Tuple row(UUID id, String fingerprint, SimulationPlan plan) {
    SimulationPlan.Made made = plan.made();
    return Tuple.from(
        List.<Object>of(
            id,
            fingerprint,
            plan.request().rows().modelId(),
            plan.request().rows().ticker().value(),
            plan.params().getString("timeframe"),
            plan.request().rows().span().json(),
            plan.family(),
            plan.params(),
            made.bundle(),
            made.snapshot().hash(),
            made.versions().kernel(),
            made.versions().architecture(),
            plan.requestedBy()));
  }

  @Override
  public Uni<Void> await(SqlConnection connection, UUID simulation, String commandId) {
    return connection
        .preparedQuery(sql.await())
        .execute(Tuple.of(simulation, commandId))
        .replaceWithVoid();
  }

  @Override
  public Uni<List<String>> takeAwaiting(SqlConnection connection, UUID simulation) {
    return connection
        .preparedQuery(sql.takeAwaiting())
        .execute(Tuple.of(simulation))
        .map(rows -> stream(rows).map(row -> row.getString("command_id")).sorted().toList());
  }

  @Override
  public Uni<OptionalInt> complete(
      SqlConnection connection, SimulationRecord record, SimulationResult result) {
    UUID id = record.id();
    return connection
        .preparedQuery(sql.complete())
        .execute(completion(id, result))
        .chain(() -> bulk(connection, sql.trades(), id, result.trades()))
        .chain(() -> bulk(connection, sql.equity(), id, result.equity()))
        .chain(() -> connection.preparedQuery(sql.trial()).execute(trial(record, result)))
        .chain(() -> look(connection, record, result));
  }

  private static Tuple completion(UUID id, SimulationResult result) {
    return Tuple.tuple()
        .addUUID(id)
        .addValue(result.stats())
        .addString(result.hash())
        .addDouble(result.value(Statistic.TOTAL_RETURN_PCT))
        .addInteger(result.trades().rows())
        .addDouble(result.value(Statistic.HIT_RATE))
        .addDouble(result.value(Statistic.SQN))
        .addDouble(result.value(Statistic.SHARPE))
        .addDouble(result.value(Statistic.MAX_DRAWDOWN_PCT));
  }

  private static Uni<Void> bulk(
      SqlConnection connection, String statement, UUID id, SimulationResult.Packed packed) {
    return connection
        .preparedQuery(statement)
        .execute(Tuple.of(id, packed.rows(), packed.content()))
        .replaceWithVoid();
  }

  private static Tuple trial(SimulationRecord record, SimulationResult result) {
    return Tuple.tuple()
        .addString(record.identity().fingerprint())
        .addString(record.identity().family())
        .addDouble(result.value(Statistic.SHARPE_PER_BAR))
        .addInteger(result.bars().count())
        .addDouble(result.value(Statistic.SKEW))
        .addDouble(result.value(Statistic.KURTOSIS));
  }

  private Uni<OptionalInt> look(
      SqlConnection connection, SimulationRecord record, SimulationResult result) {
    if (record.subject().span() != Span.HOLDOUT) {
      return Uni.createFrom().item(OptionalInt.empty());
    }
    Tuple use =
        Tuple.tuple()
            .addString(record.identity().family())
            .addOffsetDateTime(result.bars().first().atOffset(ZoneOffset.UTC))
            .addOffsetDateTime(result.bars().last().atOffset(ZoneOffset.UTC))
            .addUUID(record.subject().modelId())
            .addString(record.identity().fingerprint())
            .addString(record.identity().origin().requestedBy());
    return connection
        .preparedQuery(sql.look())
        .execute(use)
        .chain(() -> holdoutLooks(connection, record.identity().family()))
        .map(OptionalInt::of);
  }

  @Override
  public Uni<Void> end(
      SqlConnection connection, UUID simulation, SimulationStatus status, String error) {
    return connection
        .preparedQuery(sql.end())
        .execute(Tuple.of(simulation, status.text(), error))
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<SimulationRecord>> find(SqlConnection connection, UUID simulation) {
    return connection
        .preparedQuery(sql.find())
        .execute(Tuple.of(simulation))
        .map(rows -> stream(rows).map(SimulationRow::record).findFirst());
  }

  @Override
  public Uni<Optional<SimulationRecord>> find(UUID simulation) {
    return work.reading(connection -> find(connection, simulation));
  }

  @Override
  public Uni<Optional<SimulationStatus>> status(UUID simulation) {
    return query(sql.status(), Tuple.of(simulation))
        .map(rows ->
            stream(rows).map(row -> SimulationStatus.parse(row.getString("status"))).findFirst());
  }

  @Override
  public Uni<Optional<TradeTable>> trades(UUID simulation) {
    return content(sql.tradesOf(), simulation, TradeTable::of);
  }

  @Override
  public Uni<Optional<EquityTable>> equity(UUID simulation) {
    return content(sql.equityOf(), simulation, EquityTable::of);
  }

  private <T> Uni<Optional<T>> content(
      String statement, UUID simulation, Function<Buffer, T> reader) {
    return query(statement, Tuple.of(simulation))
        .map(rows ->
            stream(rows)
                .map(row -> reader.apply(row.getBuffer("content").getDelegate()))
                .findFirst());
  }

  @Override
  public Uni<Page<SimulationRecord>> newest(Filter filter, PageParams page) {
    Tuple values =
        Tuple.tuple()
            .addUUID(filter.modelId().orElse(null))
            .addString(filter.ticker().orElse(null))
            .addInteger(page.limit())
            .addInteger(page.offset());
    Tuple counted =
        Tuple.tuple()
            .addUUID(filter.modelId().orElse(null))
            .addString(filter.ticker().orElse(null));
    return work.reading(
        connection -> paged(connection, sql.newest(), values, sql.countNewest(), counted, page));
  }

  @Override
  public Uni<Page<SimulationRecord>> top(int leastTrades, PageParams page) {
    Tuple values = Tuple.of(leastTrades, page.limit(), page.offset());
    return work.reading(connection ->
        paged(connection, sql.top(), values, sql.countTop(), Tuple.of(leastTrades), page));
  }

  private static Uni<Page<SimulationRecord>> paged(
      SqlConnection connection,
      String rows,
      Tuple values,
      String count,
      Tuple counted,
      PageParams page) {
    return connection
        .preparedQuery(count)
        .execute(counted)
        .map(found -> found.iterator().next().getLong("n"))
        .chain(total ->
            connection
                .preparedQuery(rows)
                .execute(values)
                .map(found -> stream(found).map(SimulationRow::record).toList())
                .map(records -> Page.of(records, total, page)));
  }

  @Override
  public Uni<FamilyTrials> trials(SqlConnection connection, String family) {
    return connection
        .preparedQuery(sql.trials())
        .execute(Tuple.of(new String[] {family}))
        .map(rows -> stream(rows).map(PgSimulationStore::trials).findFirst())
        .map(found -> found.orElse(new FamilyTrials(family, 0, 0)));
  }

  @Override
  public Uni<List<FamilyTrials>> trials(List<String> families) {
    return query(sql.trials(), Tuple.of(families.toArray(String[]::new)))
        .map(rows -> stream(rows).map(PgSimulationStore::trials).toList());
  }

  private static FamilyTrials trials(Row row) {
    return new FamilyTrials(
        row.getString("family"), row.getLong("count"), row.getDouble("variance"));
  }

  @Override
  public Uni<Integer> holdoutLooks(SqlConnection connection, String family) {
    return connection
        .preparedQuery(sql.looks())
        .execute(Tuple.of(family))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  @Override
  public Uni<Integer> holdoutLooks(String family) {
    return work.reading(connection -> holdoutLooks(connection, family));
  }

  @Override
  public Uni<Integer> deleteAll() {
    return work.atomically(connection -> connection.query(sql.deleteAll()).execute())
        .map(RowSet::rowCount);
  }

  private Uni<RowSet<Row>> query(String statement, Tuple values) {
    return work.reading(connection -> connection.preparedQuery(statement).execute(values));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
